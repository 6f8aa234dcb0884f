"""Sentences about schemes, parameters and assessments."""

SENTENCES = {
    "parameter_not_yet_in_force": "The parameter {parameter} has no value in force on {on}.",
    "task_unknown": "The route {route} has no task {task}.",
}
