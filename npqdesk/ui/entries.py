"""The pages of the sidebar, in its order.  To add one: a module with a `Page` in `pages/`, and one row here.

The module of a page is imported when the page is first shown."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from npqdesk.ui.page import Page, PageEntry

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


def _page(module: str, name: str) -> Callable[["Shell", "Desk"], Page]:
    """What builds the page `npqdesk.ui.pages.<module>.<name>`."""

    def make(shell: "Shell", desk: "Desk") -> Page:
        return getattr(import_module(f"npqdesk.ui.pages.{module}"), name)(shell, desk)

    return make


ENTRIES = (
    PageEntry("home", "Home", "house", _page("home", "HomePage"), group="daily"),
    PageEntry("check", "Check funding", "circle-question-mark", _page("check_funding", "CheckFundingPage"), "daily"),
    PageEntry("question", "Check funding", "", _page("question", "QuestionPageView"), group="", under="check"),
    PageEntry(
        "check_answers", "Check the answers", "", _page("check_answers", "CheckAnswersPage"), group="", under="check"
    ),
    PageEntry("result", "Result", "", _page("result", "ResultPage"), group="", under="check"),
    PageEntry("letter", "Letter", "", _page("letter", "LetterPage"), group="", under="letters"),
    PageEntry("staff", "Staff", "users", _page("staff", "StaffPage")),
    PageEntry("person", "Person", "", _page("person", "PersonPage"), group="", under="staff"),
    PageEntry("person_merge", "Two records", "", _page("person_endings", "MergePage"), group="", under="staff"),
    PageEntry("person_erase", "Erase", "", _page("person_endings", "ErasePage"), group="", under="staff"),
    PageEntry(
        "staff_gaps", "What is missing", "", _page("staff_gaps", "StaffGapsPage"), group="", under="staff", alone=True
    ),
    PageEntry("trust", "Our schools", "", _page("trust", "TrustPage"), group="", under="staff", alone=True),
    PageEntry("matrix", "Matrix", "list-checks", _page("matrix", "MatrixPage")),
    PageEntry("applications", "Applications", "graduation-cap", _page("applications", "ApplicationsPage")),
    PageEntry(
        "application", "Application", "", _page("application", "ApplicationPage"), group="", under="applications"
    ),
    PageEntry("deadlines", "Deadlines", "calendar", _page("deadlines", "DeadlinesPage")),
    PageEntry("schools", "Schools", "school", _page("schools", "SchoolsPage")),
    PageEntry("choose", "Choose an NPQ", "book-open", _page("choose", "ChoosePage")),
    PageEntry(
        "choose_question", "Choose an NPQ", "", _page("choose_asking", "ChooseQuestionPage"), group="", under="choose"
    ),
    PageEntry(
        "choose_check", "Check the answers", "", _page("choose_asking", "ChooseCheckPage"), group="", under="choose"
    ),
    PageEntry(
        "choose_result", "Recommendation", "", _page("choose_result", "ChooseResultPage"), group="", under="choose"
    ),
    PageEntry("courses", "Courses", "", _page("courses", "CoursesPage"), group="", under="choose", alone=True),
    PageEntry(
        "compare_courses",
        "Compare",
        "",
        _page("course_compare", "CompareCoursesPage"),
        group="",
        under="choose",
        alone=True,
    ),
    PageEntry(
        "engagement", "Engagement", "", _page("engagement", "EngagementPage"), "", under="applications", alone=True
    ),
    PageEntry("fees", "Fees", "", _page("fees", "FeesPage"), group="", under="choose", alone=True),
    PageEntry("choice_paper", "On paper", "", _page("choice_paper", "ChoicePaperPage"), group="", under="choose"),
    PageEntry("school", "School", "", _page("school", "SchoolPage"), group="", under="schools"),
    PageEntry("enquiries", "Enquiries", "clipboard-list", _page("enquiries", "EnquiriesPage")),
    PageEntry("letters", "Letters", "mail", _page("letters", "LettersPage")),
    PageEntry("summary", "Summary", "", _page("summary", "SummaryPage"), group="", under="enquiries", alone=True),
    PageEntry(
        "many_letters",
        "Letters for many",
        "",
        _page("many_letters", "ManyLettersPage"),
        group="",
        under="letters",
        alone=True,
    ),
    PageEntry(
        "recheck", "Answers that changed", "", _page("recheck", "RecheckPage"), group="", under="enquiries", alone=True
    ),
    PageEntry("hubs", "Maths Hubs", "calculator", _page("hubs", "HubsPage")),
    PageEntry(
        "hubs_path", "Path to NPQLPM", "", _page("hubs_path", "HubsPathPage"), group="", under="hubs", alone=True
    ),
    PageEntry("hub_quotation", "Quotation", "", _page("hub_quotation", "HubQuotationPage"), group="", under="hubs"),
    PageEntry("policy", "Policy and sources", "scroll-text", _page("policies", "PoliciesPage")),
    PageEntry(
        "add_policy", "Add a policy", "", _page("policy_add", "AddPolicyPage"), group="", under="policy", alone=True
    ),
    PageEntry(
        "compare_policies",
        "Compare editions",
        "",
        _page("policy_compare", "ComparePoliciesPage"),
        group="",
        under="policy",
        alone=True,
    ),
    PageEntry("group", "Trust or local authority", "", _page("group", "GroupPage"), group="", under="schools"),
    PageEntry("provider", "Childcare provider", "", _page("provider", "ProviderPage"), group="", under="schools"),
    PageEntry(
        "load", "Register and lists", "database", _page("loading", "LoadPage"), group="", under="schools", alone=True
    ),
    PageEntry("list", "List", "", _page("one_list", "ListPage"), group="", under="schools"),
    PageEntry(
        "wording", "Words of letters", "", _page("wording", "WordingPage"), group="", under="settings", alone=True
    ),
    PageEntry("settings", "Settings", "settings", _page("settings", "SettingsPage"), group="foot"),
    PageEntry("help", "Help", "", _page("help", "HelpPage"), group="", alone=True),
    PageEntry("tour", "Tour", "", _page("tour", "TourPage"), group="", under="home", alone=True),
    PageEntry("manual", "Manual", "", _page("manual", "ManualPage"), group="", under="help", alone=True),
    PageEntry("about", "About npqdesk", "", _page("about", "AboutPage"), group="", under="settings", alone=True),
)
