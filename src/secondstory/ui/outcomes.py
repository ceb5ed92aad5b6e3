"""The shapes and words of states. The shape differs in grey, the word without the shape."""

OUTCOMES = {
    "held": ("held", "held"),
    "partly_held": ("partly", "partly held"),
    "did_not_act": ("didnot", "did not act"),
    "too_late": ("late", "too late"),
    "acted_wrongly": ("wrongly", "acted wrongly"),
    "not_in_place": ("absent", "not in place here"),
    "not_in_place_here": ("absent", "not in place here"),
    "unknown": ("unknown", "unknown"),
    # how a recommendation stands
    "planned": ("next", "planned"),
    "in_progress": ("open", "in progress"),
    "dropped": ("dropped", "dropped"),
    "done": ("done", "done"),
    # how a working agreement stands
    "retired": ("dropped", "retired"),
}


def shape_and_word(value: str) -> tuple[str, str]:
    key = value.strip().lower().replace("-", "_").replace(" ", "_")
    return OUTCOMES.get(key, ("next", value.replace("_", " ")))
