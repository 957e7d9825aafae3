"""How well scikit-learn suggests tags: one JSON object a line, {who, asked, top1, top3, precision3, learn_s}.

Both models are one against the rest over TF-IDF, as its guide has them for texts with several labels each.
"""

import json
import sys
import time

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import ComplementNB
from sklearn.preprocessing import MultiLabelBinarizer


def read(path: str) -> tuple[list[str], list[set[str]]]:
    """The texts and the tags of one half."""
    with open(path, encoding="utf-8") as file:
        pins = [json.loads(line) for line in file]
    return [f"{pin['title']} {pin['text']} {pin['site']}" for pin in pins], [set(pin["tags"]) for pin in pins]


def main() -> None:
    """Learns the first half named on the command line, and is asked about the second; `slow` asks those too that take minutes."""
    texts, tags = read(sys.argv[1])
    asked, right = read(sys.argv[2])
    models = {"complement-naive-bayes": ComplementNB()}
    if sys.argv[3] == "slow":
        models["logistic-regression"] = LogisticRegression(solver="liblinear", C=10)
    for name, model in models.items():
        start = time.perf_counter()
        words = TfidfVectorizer(sublinear_tf=True, min_df=2)
        labels = MultiLabelBinarizer()
        learned = OneVsRestClassifier(model).fit(words.fit_transform(texts), labels.fit_transform(tags))
        took = time.perf_counter() - start
        best = numpy.argsort(-learned.predict_proba(words.transform(asked)), axis=1, kind="stable")[:, :3]
        hits = numpy.array([[labels.classes_[one] in own for one in row] for row, own in zip(best, right)])
        figures = {"top1": hits[:, 0].mean(), "top3": hits.any(axis=1).mean(), "precision3": hits.mean()}
        print(json.dumps({"who": name, "asked": len(asked), "learn_s": took, **figures}), flush=True)


main()
