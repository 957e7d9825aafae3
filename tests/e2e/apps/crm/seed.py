"""A key for the REST interface, accepted by the administrator. Prints what tests need."""

import json
import os

import trytond.config as config

config.update_etc(os.environ["TRYTOND_CONFIG"])

from trytond.pool import Pool  # noqa: E402
from trytond.transaction import Transaction  # noqa: E402

DATABASE = "care"
Pool.start()
pool = Pool(DATABASE)
with Transaction().start(DATABASE, 0, readonly=True):
    pool.init()
with Transaction().start(DATABASE, 1):
    Application = pool.get("res.user.application")
    (application,) = Application.create([{"user": 1, "application": "rest"}])
    Application.validate_([application])
    print(json.dumps({"token": application.key, "database": DATABASE}))
