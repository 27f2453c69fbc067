"""One sample of each letter kind, with invented people and schools (URNs 999…), and what they are made with."""

from dataclasses import replace
from datetime import date

from npqdesk import paths
from npqdesk.letters.basis import Addressee, Basis, Signatory
from npqdesk.letters.cannot_tell import cannot_tell
from npqdesk.letters.comparison import ComparisonSheet, PrintedSource, comparison
from npqdesk.letters.eligible import eligible
from npqdesk.letters.evidence import EvidenceRequest, evidence_request
from npqdesk.letters.governors import governors
from npqdesk.letters.governors_money import StaffLine, Summary
from npqdesk.letters.grant import GrantLetter, Participant, grant_letter
from npqdesk.letters.letter import Column, Letter, Letterhead, Table
from npqdesk.letters.listing import Listing, Part, listing
from npqdesk.letters.not_eligible import not_eligible
from npqdesk.letters.not_offered import not_offered
from npqdesk.letters.plan import Plan
from npqdesk.letters.pounds import Pounds, exactly
from npqdesk.letters.quotation import Quotation, QuotedPart, quotation
from npqdesk.letters.recommendation import RecommendationPage, recommended
from npqdesk.letters.review import under_review
from npqdesk.letters.staff import Course, MissingFact, OtherCourse, Prices, Reason, StaffLetter
from npqdesk.letters.trust import Flip, TrustRow, TrustTable, trust_table
from npqdesk.letters.typeface import Fonts
from npqdesk.letters.wording import Wording, read_wording

FONTS = Fonts(lambda name: paths.read_bytes("fonts", name))
WRITTEN = date(2026, 9, 9)


def wording() -> Wording:
    return read_wording(paths.read_text("text", "letters.toml"), "letters.toml")


HARROW_LANE = Letterhead(
    "Harrow Lane Primary School", "Harrow Lane, Exbourne, EX99 4ZZ", "01632 960142", "office@harrowlane.example",
    "999142", "Headteacher: Ayşe Iğdır", "Saltmarsh Learning Trust",
)  # fmt: skip
BRACKENFIELD = Letterhead(
    "Brackenfield Primary School", "Fenway Road, Little Ashby, LA99 2ZZ", "01632 960215",
    "office@brackenfield.example", "999215", "Headteacher: Olena Shevchenko-Price",
)  # fmt: skip
TRUST = Letterhead(
    "Saltmarsh Learning Trust", "Quay House, Exbourne, EX99 1ZZ", "01632 960300", "trust.office@saltmarsh.example",
    head="Chief executive: Gwenllian Ŵyn",
)  # fmt: skip
AUTUMN_2026 = Basis("1.0", "autumn 2026", 1, "DfE guidance of 18 May 2026", register=date(2026, 9, 7))
LISTED = replace(AUTUMN_2026, lists=(("PP50 schools", date(2026, 5, 18)), ("RISE", date(2026, 5, 18))))

ELIGIBLE = StaffLetter(
    letterhead=HARROW_LANE,
    addressee=Addressee(
        "Siân Llŷr-Kowalska", "Mrs", "Year 5 teacher and phase leader", ("14 Mill Close", "Exbourne", "EX99 7ZZ"),
        "Mrs Llŷr-Kowalska",
    ),
    signatory=Signatory("Ayşe Iğdır", "Headteacher"),
    basis=AUTUMN_2026,
    reference="NPQ/999142/2026/017",
    written=WRITTEN,
    school="Harrow Lane Primary School",
    contact="Priya Nair in the school office",
    course=Course("NPQ for Senior Leadership", "NPQSL"),
    cohort="autumn 2026",
    reasons=(
        Reason("You plan to start in autumn 2026.", "This course is then open to staff of every eligible school.",
               "DfE guidance, 18 May 2026"),
        Reason("Harrow Lane is an academy in England.", "Schools of that type are eligible.",
               "school register, 7 September 2026"),
        Reason("You told us that DfE has not paid for this course for you before.",
               "DfE funds each NPQ once for each person.", "DfE guidance, 18 May 2026"),
    ),
    plan=Plan(
        provider="Brightwater Teaching School Hub", dates="November 2026 to about August 2028",
        fee="£1,055 (spring 2025 price; the hub will confirm)",
        assessment="One written answer to a case study, in an 8-day window", apply_by=date(2026, 9, 18),
        reference_from="Mr Owusu", reference_by=date(2026, 9, 25),
        support="We will cover your lessons for the live sessions and pay your travel.",
    ),
)  # fmt: skip

NOT_ELIGIBLE = StaffLetter(
    letterhead=BRACKENFIELD,
    addressee=Addressee("Tunde Adébọ́lá", "Mr", "Year 3 teacher", ("2 Kiln Row", "Little Ashby", "LA99 8ZZ"),
                        "Mr Adébọ́lá"),
    signatory=Signatory("Olena Shevchenko-Price", "Headteacher"),
    basis=LISTED,
    reference="NPQ/999215/2026/004",
    written=WRITTEN,
    school="Brackenfield Primary School",
    contact="Jo Lindqvist in the school office",
    course=Course("NPQ for Leading Teaching", "NPQLT"),
    cohort="autumn 2026",
    reasons=(
        Reason("The school is not on the list for this course.",
               "In autumn 2026 this NPQ is funded only in schools on DfE’s list of schools with the most pupils from "
               "poorer homes (the PP50 list), or on the list for regional improvement help (the RISE list). "
               "Brackenfield is on neither.", "DfE lists, published 18 May 2026"),
        Reason("You have had funding for this NPQ before.",
               "DfE paid for your place in October 2023. It funds each NPQ once for each person, even if they leave "
               "the course.", "our staff record; DfE guidance, 18 May 2026"),
    ),
    changes=(
        "If your 2023 place was paid for by the school, not by DfE, tell us. The second reason would then fall away.",
        "If you choose one of the courses below, neither reason applies.",
    ),
    others=(
        OtherCourse("NPQ for Senior Leadership", "Senior leaders, or people who want to be", "18 + 3 months"),
        OtherCourse("NPQ for Headship", "Heads, or people who want to be", "18 + 3 months"),
        OtherCourse("NPQ for SENCOs", "SENCOs, or people who want to be", "18 to 22 months"),
        OtherCourse("NPQ for Early Years Leadership", "Leaders of an early years setting", "18 + 3 months"),
    ),
    prices=Prices(885, 901, "three providers, 2022 to 2025"),
    plan=Plan(apply_by=date(2026, 9, 18), support="The school has agreed to pay half if you go ahead."),
)  # fmt: skip

REVIEW = replace(
    ELIGIBLE,
    reasons=(
        Reason("You work for a local authority, supporting schools.",
               "DfE checks the employer of people outside schools one by one.", "DfE guidance, 18 May 2026"),
    ),
    cautions=("The answer can take some weeks. Ask the provider how long it will hold a place.",),
)  # fmt: skip

UNDECIDED = replace(
    ELIGIBLE,
    letterhead=TRUST,
    addressee=Addressee("Nguyễn Thị Hạnh", "Ms", "Mathematics leader", ("Flat 3, 40 Strand", "Exbourne", "EX99 3ZZ"),
                        "Ms Nguyễn"),
    basis=LISTED,
    reference="NPQ/999142/2026/021",
    contact="Marek Żółkiewski at trust.office@saltmarsh.example",
    signatory=Signatory("Marek Żółkiewski", "Trust business manager"),
    course=Course("NPQ for Leading Primary Mathematics", "NPQLPM"),
    plan=Plan(apply_by=date(2026, 9, 16)),
    missing=(
        MissingFact("The school that you will register from",
                    "You work for the trust in two schools. Harrow Lane is on the PP50 list for this course. "
                    "Tidewell is not.",
                    "You, with the trust office"),
        MissingFact("Whether DfE has paid for this NPQ for you before", "DfE funds each NPQ once for each person.",
                    "You, or your last school"),
    ),
    turns_out=(
        "If you register from Harrow Lane and this is your first funding for this course, you are eligible.",
        "If you register from Tidewell, you are not eligible for this course.",
        "If DfE has paid for this course before, you are not eligible from either school.",
    ),
)  # fmt: skip

GRANT = GrantLetter(
    letterhead=TRUST,
    addressee=Addressee("Ayşe Iğdır", "Mrs", "Headteacher",
                        ("Harrow Lane Primary School", "Harrow Lane", "Exbourne", "EX99 4ZZ"), "Mrs Iğdır"),
    signatory=Signatory("Marek Żółkiewski", "Trust business manager, Saltmarsh Learning Trust"),
    basis=Basis("1.0", "autumn 2023 and spring 2024", 1, "conditions of grant, 25 October 2023",
                register=date(2024, 2, 1)),
    reference="TSF/999142/2024/001",
    written=WRITTEN,
    school="Harrow Lane Primary School",
    urn="999142",
    autumn=2023,
    participants=(
        Participant("J. Abara", "NPQ for Leading Teaching", "October 2023", 800, 800),
        Participant("M. Iğdır", "NPQ for Leading Literacy", "October 2023", 800, 800),
        Participant("P. Ó Briain", "NPQ for Leading Primary Mathematics", "February 2024", 800, 0),
    ),
    band="primary school with 1 to 150 pupils",
    rate_rule="For courses that started in 2023 to 2024, a primary school with 1 to 150 pupils earned £800 for each "
    "person. A primary school with 151 pupils or more earned £200. The school register showed 142 pupils.",
    pupils="142",
    pupils_source="school register, on the day each person registered",
    look_by=date(2026, 9, 18),
)  # fmt: skip

NO_GRANT = replace(
    GRANT,
    reference="TSF/999142/2025/002",
    autumn=2024,
    participants=(Participant("C. Wójcik", "NPQ for Headship", "November 2024", 0),),
    basis=Basis("1.0", "autumn 2024", 1, "DfE, 27 June 2024"),
)


OFFERED = replace(ELIGIBLE, plan=replace(ELIGIBLE.plan, place="offered"))
WAITING = replace(
    ELIGIBLE, others=NOT_ELIGIBLE.others[1:], prices=Prices(1055, 1090, "two providers, 2024 to 2025"),
    plan=replace(ELIGIBLE.plan, place="waiting"),
)  # fmt: skip
REFUSED = replace(WAITING, plan=replace(WAITING.plan, place="refused"))
TURNED_DOWN = replace(WAITING, plan=replace(WAITING.plan, place="declined"))
PAID = replace(ELIGIBLE, plan=replace(ELIGIBLE.plan, place="paid", payer="school", registered=True))
WAS_NOT_ELIGIBLE = replace(NOT_ELIGIBLE, cohort="spring 2025", others=(), past=True)
NOT_OFFERED = replace(
    ELIGIBLE, course=Course("NPQ for Leading Primary Mathematics", "NPQLPM"), cohort="autumn 2023", past=True,
    first_offered="spring 2024",
)  # fmt: skip
EVIDENCE = EvidenceRequest(
    letterhead=TRUST,
    addressee=Addressee("Gwen Aldous", "Mrs", "Headteacher", ("Marram Infant School", "EX99 5ZZ"), "Mrs Aldous"),
    signatory=UNDECIDED.signatory,
    basis=LISTED,
    reference="NPQ/999142/2026/022",
    written=WRITTEN,
    about="Nguyễn Thị Hạnh",
    course=UNDECIDED.course,
    cohort=UNDECIDED.cohort,
    missing=UNDECIDED.missing[1:],
    contact=UNDECIDED.contact,
    by=date(2026, 9, 16),
)


HEADSHIP, SENIOR, TEACHING = Pounds(1885, 1949), Pounds(1055, 1090), Pounds(885, 899)
GOVERNORS = Summary(
    letterhead=replace(HARROW_LANE, name="Tidewell Primary Academy"),
    basis=LISTED,
    reference="GOV/999302/2026-09-09",
    written=WRITTEN,
    school="Tidewell Primary Academy",
    urn="999302",
    cohort="autumn 2026",
    year="2026 to 2027",
    lines=(
        StaffLine(1, "Headteacher", "Early Headship Coaching Offer", "funded", "offered", None, 0),
        StaffLine(2, "Deputy head", "Headship", "funded", "offered", HEADSHIP, 0, "Summer 2028"),
        StaffLine(3, "SENCO", "SENCOs", "funded", "offered", exactly(1265), 0, "Summer 2028", "August 2028"),
        StaffLine(4, "Phase leader", "Senior Leadership", "funded", "waiting", SENIOR, 0, "Summer 2028"),
        StaffLine(5, "Assistant head", "Senior Leadership", "funded", "not_asked", SENIOR, 0, "Summer 2028"),
        StaffLine(6, "Maths leader", "Leading Primary Mathematics", "not_funded", "not_asked", TEACHING, 0),
        StaffLine(7, "Year 2 teacher", "Leading Teaching", "not_funded", "not_asked", TEACHING, 0, "Spring 2028"),
    ),
    meeting="Governing board",
    on=date(2026, 9, 21),
    cover_days=21,
    cover_rate=195,
    prices_from="Teach First, 2024 to 2025",
    sources=("DfE guidance, 18 May 2026: Funding for national professional qualifications",),
)
SCHOOLS = ("Harrow Lane Primary School", "Tidewell Primary Academy", "St Bride’s C of E Primary School",
           "Exbourne Community College")  # fmt: skip
TRUST_TABLE = TrustTable(
    letterhead=TRUST,
    basis=LISTED,
    reference="TRU/SALTMARSH/2026-09-09",
    written=WRITTEN,
    trust="Saltmarsh Learning Trust",
    cohort="autumn 2026",
    grant_year="2023/24",
    rows=tuple(
        TrustRow(name, f"99914{at}", "Primary", 142 + 1000 * at, at % 2 == 0, 9 - at, 8 - at, at % 2, 4 - at,
                 Pounds(885 * at, 901 * at), 195 * at, 800 * at, None if at == 3 else 200 * at,
                 date(2026, 9, 18) if at else None, overdue=2 * (at < 2))
        for at, name in enumerate(SCHOOLS)
    ),
    differing=(("Tidewell Primary Academy", "eligible for Headship, not eligible for Leading Teaching"),),
    flips=(
        Flip("Tidewell Primary Academy", "NPQ for Leading Literacy", "funded", "not_funded", 2),
        Flip("Exbourne Community College", "NPQ for Leading Teaching", "not_funded", "funded", 1),
    ),
    changed_with=(date(2026, 5, 18),),
    counted=date(2026, 9, 7),
    cover_days=3,
    cover_rate=195,
    prices_from="Teach First, 2024 to 2025",
)  # fmt: skip


COMPARED = ComparisonSheet(
    letterhead=HARROW_LANE,
    version="1.0",
    reference="NPQ/NPQSL-NPQH/2026-09-09",
    written=WRITTEN,
    courses=(("NPQSL", "Senior leadership (NPQSL)"), ("NPQH", "Headship (NPQH)")),
    rows=(
        ("Length", ("18 months taught, then 3 months for the assessment.",) * 2),
        ("Assessment", ("A case study of at most 1,500 words. Another centre: 2,000 words.", "At most 1,500 words.")),
    ),
    sources=(
        PrintedSource("DfE, 21 March 2024", "Senior leadership", "https://www.gov.uk/guidance/senior-leadership"),
        PrintedSource("DfE, 2026", "Headship", "https://www.gov.uk/guidance/headship"),
    ),
    cohort="autumn 2026",
)


RECOMMENDED = RecommendationPage(
    letterhead=HARROW_LANE,
    version="1.0",
    reference="NPQ/NPQSL/2026-09-09",
    written=WRITTEN,
    name="Siân Llŷr-Kowalska",
    cohort="autumn 2026",
    course="Senior leadership (NPQSL)",
    why="It is for those who are, or want to be, senior leaders.",
    length="18 months taught",
    runner_up=("Headship (NPQH)", "Where headship is the next aim."),
    weigh=(("For", "There is an improvement to lead."), ("Against", "There is less time than study takes.")),
    gates=(("In the first five years of headship.", "Met"),),
    ask=("Is there a funded place?",),
    providers="Teach First.",
    funding=(("Senior leadership (NPQSL)", "Not eligible for scholarship funding"),),
    alternative="Headship (NPQH)",
    sources=(
        PrintedSource("DfE, 21 March 2024", "Senior leadership", "https://www.gov.uk/guidance/senior-leadership"),
    ),
)

QUOTED = Quotation(
    letterhead=HARROW_LANE,
    addressee=Addressee("The headteacher", lines=("Brackenfield Primary School", "Little Ashby"), greeting="colleague"),
    signatory=Signatory("Ayşe Iğdır", "Headteacher"),
    version="1.0",
    reference="NCP/30-09/2026-09-09",
    written=WRITTEN,
    code="30-09",
    title="Invented Work Groups",
    year="2029/30",
    catalogue="Invented Projects 2029/30",
    purpose="Schools work together on how they teach.",
    audience="Two teachers of each school take part.",
    needs=("The school has not been in a group before.",),
    parts=(
        QuotedPart(
            "A group of 8 schools",
            "the Maths Hub",
            (("Meetings", "6 × £300", "£1,800"), ("Travel", "", "£100")),
            "£1,900",
            ("Each school gets £100 of it.",),
            "Extrapolated: not a figure of the catalogue.",
        ),
    ),
    money_says=("The hub pays the travel of the lead.",),
    asks=("What is paid this year, and to whom?",),
)


LISTED_STAFF = Listing(
    letterhead=HARROW_LANE,
    title="Staff",
    about="Shown: Here; with “maths”.",
    parts=(
        Part(
            "3 rows",
            (
                Table(
                    "Staff, 3 rows",
                    (Column("Name", 30), Column("Role", 20), Column("Applications", 12, figures=True)),
                    (
                        ("Siân Llŷr-Kowalska", "Maths leader", "2"),
                        ("Adébọ́lá Ọ̀ṣun", "Teacher of maths", "–"),
                        ("Nguyễn Thị Hạnh", "–", "1"),
                    ),
                    setting="dense",
                ),
            ),
        ),
    ),
    notes=("It is of one day.",),
    rests_on="Made with npqdesk 1.0 on 9 September 2026.",
    reference="LIST/2026-09-09",
    written=WRITTEN,
    beside="As at 9 September 2026",
    footer="Personal data: keep it safe.",
)


def samples() -> dict[str, Letter]:
    """Every letter kind by name."""
    words = wording()
    return {
        "eligible": eligible(ELIGIBLE, words),
        "not_eligible": not_eligible(NOT_ELIGIBLE, words),
        "review": under_review(REVIEW, words),
        "cannot_tell": cannot_tell(UNDECIDED, words),
        "grant": grant_letter(GRANT, words),
        "no_grant": grant_letter(NO_GRANT, words),
        "placed": eligible(OFFERED, words),
        "waiting": eligible(WAITING, words),
        "refused": eligible(REFUSED, words),
        "turned_down": eligible(TURNED_DOWN, words),
        "paid": eligible(PAID, words),
        "was_not_eligible": not_eligible(WAS_NOT_ELIGIBLE, words),
        "not_offered": not_offered(NOT_OFFERED, words),
        "evidence": evidence_request(EVIDENCE, words),
        "governors": governors(GOVERNORS, words),
        "trust": trust_table(TRUST_TABLE, words),
        "comparison": comparison(COMPARED, words),
        "recommendation": recommended(RECOMMENDED, words),
        "quotation": quotation(QUOTED, words),
        "list": listing(LISTED_STAFF),
    }
