"""An answer is worked out once, and the one asked for longest ago makes room."""

from zhidai.engine.statistics.answers import Answers


def test_an_answer_is_worked_out_once_while_it_is_held() -> None:
    held, asked = Answers(2), []

    def answer(question: str) -> str:
        return held.answer(question, lambda: asked.append(question) or question * 2)

    assert [answer(each) for each in ("a", "b", "a", "c", "a", "b")] == [
        "aa", "bb", "aa", "cc", "aa", "bb"
    ]  # fmt: skip
    assert asked == ["a", "b", "c", "b"]


def test_nothing_is_held_of_an_answer_that_failed() -> None:
    held = Answers(2)

    def refuse() -> str:
        raise ValueError

    for _ in range(2):
        try:
            held.answer("a", refuse)
        except ValueError:
            continue
        raise AssertionError("the failure was held as an answer")
    assert held.answer("a", lambda: "b") == "b"
