"""The pages of the sidebar, in its order.  To add one: a module with a `Page` in `pages/`, and one row here.

The module of a page is imported when the page is first shown."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from npqdesk.ui.page import Page, PageEntry

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class PageOf:
    """What builds the page `npqdesk.ui.pages.<module>.<name>`."""

    module: str
    name: str

    def read(self) -> type[Page]:
        """Import the module, unless that was done before."""
        return getattr(import_module(f"npqdesk.ui.pages.{self.module}"), self.name)

    def __call__(self, shell: "Shell", desk: "Desk") -> Page:
        return self.read()(shell, desk)


ENTRIES = (
    PageEntry("home", "Home", "house", PageOf("home", "HomePage"), group="daily"),
    PageEntry("check", "Check funding", "circle-question-mark", PageOf("check_funding", "CheckFundingPage"), "daily"),
    PageEntry("question", "Check funding", "", PageOf("question", "QuestionPageView"), group="", under="check"),
    PageEntry(
        "check_answers", "Check the answers", "", PageOf("check_answers", "CheckAnswersPage"), group="", under="check"
    ),
    PageEntry("result", "Result", "", PageOf("result", "ResultPage"), group="", under="check"),
    PageEntry("letter", "Letter", "", PageOf("letter", "LetterPage"), group="", under="letters"),
    PageEntry("staff", "Staff", "users", PageOf("staff", "StaffPage")),
    PageEntry("person", "Person", "", PageOf("person", "PersonPage"), group="", under="staff"),
    PageEntry("person_merge", "Two records", "", PageOf("person_endings", "MergePage"), group="", under="staff"),
    PageEntry("person_erase", "Erase", "", PageOf("person_endings", "ErasePage"), group="", under="staff"),
    PageEntry(
        "staff_gaps", "What is missing", "", PageOf("staff_gaps", "StaffGapsPage"), group="", under="staff", alone=True
    ),
    PageEntry("trust", "Our schools", "", PageOf("trust", "TrustPage"), group="", under="staff", alone=True),
    PageEntry("matrix", "Matrix", "list-checks", PageOf("matrix", "MatrixPage")),
    PageEntry("applications", "Applications", "graduation-cap", PageOf("applications", "ApplicationsPage")),
    PageEntry(
        "application", "Application", "", PageOf("application", "ApplicationPage"), group="", under="applications"
    ),
    PageEntry("deadlines", "Deadlines", "calendar", PageOf("deadlines", "DeadlinesPage")),
    PageEntry("schools", "Schools", "school", PageOf("schools", "SchoolsPage")),
    PageEntry("choose", "Choose an NPQ", "book-open", PageOf("choose", "ChoosePage")),
    PageEntry(
        "choose_question", "Choose an NPQ", "", PageOf("choose_asking", "ChooseQuestionPage"), group="", under="choose"
    ),
    PageEntry(
        "choose_check", "Check the answers", "", PageOf("choose_asking", "ChooseCheckPage"), group="", under="choose"
    ),
    PageEntry(
        "choose_result", "Recommendation", "", PageOf("choose_result", "ChooseResultPage"), group="", under="choose"
    ),
    PageEntry("courses", "Courses", "", PageOf("courses", "CoursesPage"), group="", under="choose", alone=True),
    PageEntry(
        "compare_courses",
        "Compare",
        "",
        PageOf("course_compare", "CompareCoursesPage"),
        group="",
        under="choose",
        alone=True,
    ),
    PageEntry(
        "engagement", "Engagement", "", PageOf("engagement", "EngagementPage"), "", under="applications", alone=True
    ),
    PageEntry("fees", "Fees", "", PageOf("fees", "FeesPage"), group="", under="choose", alone=True),
    PageEntry("list_paper", "On paper", "", PageOf("list_paper", "ListPaperPage"), group=""),
    PageEntry("choice_paper", "On paper", "", PageOf("choice_paper", "ChoicePaperPage"), group="", under="choose"),
    PageEntry("school", "School", "", PageOf("school", "SchoolPage"), group="", under="schools"),
    PageEntry("enquiries", "Enquiries", "clipboard-list", PageOf("enquiries", "EnquiriesPage")),
    PageEntry("letters", "Letters", "mail", PageOf("letters", "LettersPage")),
    PageEntry("summary", "Summary", "", PageOf("summary", "SummaryPage"), group="", under="enquiries", alone=True),
    PageEntry(
        "many_letters",
        "Letters for many",
        "",
        PageOf("many_letters", "ManyLettersPage"),
        group="",
        under="letters",
        alone=True,
    ),
    PageEntry(
        "recheck", "Answers that changed", "", PageOf("recheck", "RecheckPage"), group="", under="enquiries", alone=True
    ),
    PageEntry("hubs", "Maths Hubs", "calculator", PageOf("hubs", "HubsPage")),
    PageEntry(
        "hubs_path", "Path to NPQLPM", "", PageOf("hubs_path", "HubsPathPage"), group="", under="hubs", alone=True
    ),
    PageEntry("hub_quotation", "Quotation", "", PageOf("hub_quotation", "HubQuotationPage"), group="", under="hubs"),
    PageEntry("policy", "Policy and sources", "scroll-text", PageOf("policies", "PoliciesPage")),
    PageEntry(
        "add_policy", "Add a policy", "", PageOf("policy_add", "AddPolicyPage"), group="", under="policy", alone=True
    ),
    PageEntry(
        "compare_policies",
        "Compare editions",
        "",
        PageOf("policy_compare", "ComparePoliciesPage"),
        group="",
        under="policy",
        alone=True,
    ),
    PageEntry("group", "Trust or local authority", "", PageOf("group", "GroupPage"), group="", under="schools"),
    PageEntry("provider", "Childcare provider", "", PageOf("provider", "ProviderPage"), group="", under="schools"),
    PageEntry(
        "load", "Register and lists", "database", PageOf("loading", "LoadPage"), group="", under="schools", alone=True
    ),
    PageEntry("list", "List", "", PageOf("one_list", "ListPage"), group="", under="schools"),
    PageEntry(
        "wording", "Words of letters", "", PageOf("wording", "WordingPage"), group="", under="settings", alone=True
    ),
    PageEntry("settings", "Settings", "settings", PageOf("settings", "SettingsPage"), group="foot"),
    PageEntry("help", "Help", "", PageOf("help", "HelpPage"), group="", alone=True),
    PageEntry("tour", "Tour", "", PageOf("tour", "TourPage"), group="", under="home", alone=True),
    PageEntry("manual", "Manual", "", PageOf("manual", "ManualPage"), group="", under="help", alone=True),
    PageEntry("about", "About npqdesk", "", PageOf("about", "AboutPage"), group="", under="settings", alone=True),
)
