"""A category, four people and one topic about a leaking blender. Prints the topic's address and the signed-in session."""

import json
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from spirit.category.models import Category
from spirit.comment.models import Comment
from spirit.core.utils.markdown import Markdown
from spirit.topic.models import Topic

PEOPLE = ["carla", "dev_rel", "山田", "robin"]
POSTS = [
    ("carla", "Bought it on **Monday**, leaking by *Sunday*. Order [here](https://shop.oscar.example/?utm_source=mail&id=7).\n\n- photo attached\n- receipt lost"),
    ("dev_rel", "> leaking by Sunday\n\nSorry @carla, can you send the batch code?"),
    ("山田", "私のも漏れます。返金できますか？ #漏れ"),
    ("carla", "Batch `=1+1` and <script>alert(1)</script> printed on the base."),
]

people = {}
for name in PEOPLE:
    user = get_user_model().objects.create_user(name, f"{len(people)}@mail.example", "only for tests")
    user.st.is_verified = True
    user.st.save()
    people[name] = user

category = Category.objects.create(title="Kitchen support")
topic = Topic.objects.create(user=people["carla"], category=category, title="Blender X200 leaks after a week 😤")
for name, words in POSTS:
    Comment.objects.create(user=people[name], topic=topic, comment=words, comment_html=Markdown().render(words))
Topic.objects.filter(pk=topic.pk).update(comment_count=len(POSTS))

session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(people["robin"].pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = people["robin"].get_session_auth_hash()
session.save()
print(json.dumps({"topic": topic.get_absolute_url(), "session": session.session_key}))
