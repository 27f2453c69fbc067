"""An outcome as its chip: the word, the icon and the colour that stand for it everywhere."""

from npqdesk.ui.widgets.chip import Status

OUTCOMES = {
    "funded": Status("good", "Eligible"),
    "not_funded": Status("bad", "Not eligible"),
    "review": Status("review", "DfE will review"),
    "undecided": Status("ask", "Cannot tell yet"),
    "no_policy": Status("none", "No policy"),
}
