"""routes/*.yaml: each way through the scheme, its steps and the tasks of each party."""

from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Route, Step, Strength, TaskDefinition
from zhidai.schemes.fields import Fields, Loading, nearest
from zhidai.schemes.ids import Ids
from zhidai.schemes.problems import Place
from zhidai.schemes.yaml_source import Map, Text

_KEYS = ("id", "label", "clause", "pledgee", "parties", "steps")
_STEP_KEYS = ("id", "label", "clause", "tasks")
_TASK_KEYS = (
    "id",
    "label",
    "clause",
    "party",
    "after",
    "facts_in",
    "papers",
    "conditions",
    "issues",
    "records",
    "strength",
    "approval",
    "legal_limit",
    "service_target",
    "hint",
)
_PERIODS = (Unit.DAYS, Unit.MONTHS, Unit.YEARS)


def read_routes(sources: tuple[Map, ...], loading: Loading) -> dict[str, Route]:
    """Routes by id."""
    ids = Ids(loading)
    routes = (_route(Fields(source, loading, keys=_KEYS), ids, loading) for source in sources)
    return {route.id: route for route in routes}


def _route(fields: Fields, ids: Ids, loading: Loading) -> Route:
    parties = fields.references("parties", "party")
    task_ids, step_ids = Ids(loading), Ids(loading)
    after: list[tuple[str, Text]] = []  # task id and a predecessor it names
    tasks_at: dict[str, Place] = {}
    steps = []
    for source in fields.maps("steps"):
        step = Fields(source, loading, keys=_STEP_KEYS)
        tasks = []
        for task_source in step.maps("tasks"):
            task_fields = Fields(task_source, loading, keys=_TASK_KEYS)
            task = _task(task_fields, task_ids, loading)
            _party_takes_part(task_fields, "party", parties, loading)
            after.extend((task.id, node) for node in task_fields.texts("after"))
            tasks_at[task.id] = task_fields.place
            tasks.append(task)
        steps.append(_step(step, step_ids, tuple(tasks)))
    _check_order(after, tasks_at, loading)
    _party_takes_part(fields, "pledgee", parties, loading)
    return Route(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        pledgee=fields.reference("pledgee", "party"),
        parties=parties,
        steps=tuple(steps),
    )


def _step(fields: Fields, ids: Ids, tasks: tuple[TaskDefinition, ...]) -> Step:
    return Step(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        tasks=tasks,
    )


def _task(fields: Fields, ids: Ids, loading: Loading) -> TaskDefinition:
    return TaskDefinition(
        id=ids.take(fields),
        label=fields.label("label"),
        clause=fields.reference("clause", "clause"),
        party=fields.reference("party", "party"),
        after=tuple(node.text for node in fields.texts("after")),
        facts_in=fields.references("facts_in", "fact"),
        papers=fields.references("papers", "paper"),
        conditions=fields.references("conditions", "condition"),
        issues=fields.references("issues", "letter"),
        records=fields.reference_if_any("records", "record"),
        strength=fields.word("strength", Strength, default=Strength.MUST),
        approval=fields.flag("approval"),
        legal_limit=fields.quantity_if_any("legal_limit", _PERIODS),
        service_target=fields.quantity_if_any("service_target", _PERIODS),
        hint=fields.label_if_any("hint"),
    )


def _party_takes_part(fields: Fields, key: str, parties: tuple[str, ...], loading: Loading) -> None:
    node = fields.source.get(key)
    known = loading.names.get("party", ())
    if isinstance(node, Text) and node.text in known and node.text not in parties:
        loading.problems.add(
            "scheme_party_not_on_route", node.place, party=node.text, known=", ".join(parties)
        )


def _check_order(
    after: list[tuple[str, Text]], tasks_at: dict[str, Place], loading: Loading
) -> None:
    """Every predecessor exists, and no task waits for itself by whatever way round."""
    predecessors: dict[str, list[str]] = {task: [] for task in tasks_at}
    for task, node in after:
        if node.text in tasks_at:
            predecessors[task].append(node.text)
            continue
        known = nearest(node.text, tasks_at)
        loading.problems.add(
            "scheme_predecessor_unknown", node.place, task=task, name=node.text, known=known
        )
    circle = circle_in(predecessors)
    if circle:
        place = tasks_at[circle[0]]
        loading.problems.add("scheme_after_circle", place, circle=" → ".join(circle))


def circle_in(predecessors: dict[str, list[str]]) -> tuple[str, ...]:
    """One circle of tasks that wait for each other, its first task repeated at the end."""
    finished: set[str] = set()
    for start in predecessors:
        path = [start]
        waiting = [iter(predecessors[start])]
        while waiting and start not in finished:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                finished.add(path.pop())
            elif following in path:
                return (*path[path.index(following) :], following)
            elif following not in finished:
                path.append(following)
                waiting.append(iter(predecessors[following]))
    return ()
