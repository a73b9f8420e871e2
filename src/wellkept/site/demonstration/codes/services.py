"""What is billed besides tests, shots and medicines. CPT and CDT by code alone: the words are ours."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Service:
    system: str  # cpt | cdt | revenue
    code: str
    words: str
    price: int
    benefit: str  # the key of the product's copay or coinsurance
    snomed: tuple[str, str] | None = None  # as a procedure in the record, where it is one
    pcs: str = ""  # ICD-10-PCS, on inpatient claims


_ROWS: dict[str, Service] = {
    "office-visit": Service("cpt", "99213", "Office visit", 16_400, "primary"),
    "long-office-visit": Service("cpt", "99214", "Office visit, longer", 23_800, "primary"),
    "specialist-visit": Service("cpt", "99214", "Specialist visit", 27_200, "specialist"),
    "adult-checkup": Service("cpt", "99396", "Yearly checkup", 24_500, "preventive"),
    "child-checkup": Service("cpt", "99393", "Well-child checkup", 19_900, "preventive"),
    "toddler-checkup": Service("cpt", "99392", "Well-child checkup", 19_200, "preventive"),
    "infant-checkup": Service("cpt", "99391", "Well-baby checkup", 18_600, "preventive"),
    "teen-checkup": Service("cpt", "99394", "Teen checkup", 21_300, "preventive"),
    "private-visit": Service("cpt", "99213", "Office visit", 16_400, "preventive"),
    "shot-given": Service("cpt", "90471", "Giving a shot", 3_200, "preventive"),
    "talk-therapy": Service("cpt", "90834", "Talk therapy, 45 minutes", 17_500, "mental",
                            ("228557008", "Cognitive and behavioral therapy")),
    "psychiatry-visit": Service("cpt", "99214", "Psychiatry visit", 25_900, "mental"),
    "recovery-visit": Service("cpt", "99214", "Recovery clinic visit", 22_400, "mental"),
    "mood-questionnaire": Service("cpt", "96127", "Mood questionnaire", 1_900, "preventive",
                                  ("171207006", "Depression screening")),
    "heart-ultrasound": Service("cpt", "93306", "Ultrasound of the heart", 94_000, "imaging",
                                ("40701008", "Echocardiography")),
    "mammogram": Service("cpt", "77067", "Mammogram", 31_800, "preventive", ("71651007", "Mammography")),
    "back-mri": Service("cpt", "72148", "MRI scan of the lower back", 128_000, "imaging"),
    "ankle-x-ray": Service("cpt", "73610", "X-ray of the ankle", 12_700, "imaging", ("19490002", "Ankle X-ray")),
    "bone-density": Service("cpt", "77080", "Bone density scan", 14_600, "preventive"),
    "breathing-test": Service("cpt", "94010", "Breathing test", 9_800, "procedure", ("127783003", "Spirometry")),
    "physical-therapy": Service("cpt", "97110", "Physical therapy exercises", 14_800, "specialist",
                                ("91251008", "Physical therapy procedure")),
    "colonoscopy": Service("cpt", "45378", "Colonoscopy", 172_000, "preventive", ("73761001", "Colonoscopy")),
    "pregnancy-visit": Service("cpt", "99213", "Pregnancy visit", 17_900, "preventive"),
    "birth-care": Service("cpt", "59400", "Care through pregnancy and birth", 412_000, "inpatient",
                          ("66348005", "Childbirth")),
    "emergency-doctor": Service("cpt", "99283", "Emergency doctor", 46_500, "emergency"),
    "emergency-room": Service("revenue", "0450", "Emergency room", 187_000, "emergency"),
    "outpatient-room": Service("revenue", "0490", "Outpatient surgery room", 214_000, "preventive"),
    "hospital-room": Service("revenue", "0120", "Hospital room and nursing", 624_000, "inpatient"),
    "hospital-medicines": Service("revenue", "0250", "Medicines in the hospital", 87_300, "inpatient"),
    "hospital-laboratory": Service("revenue", "0300", "Laboratory in the hospital", 64_900, "inpatient"),
    "operating-room": Service("revenue", "0360", "Operating room", 1_640_000, "inpatient",
                              ("609588000", "Total replacement of knee joint"), "0SRD0J9"),
    "labor-room": Service("revenue", "0720", "Labor and delivery room", 438_000, "inpatient", None, "10E0XZZ"),
    "nursery": Service("revenue", "0170", "Newborn nursery", 214_000, "inpatient"),
    "dental-exam": Service("cdt", "D0120", "Dental checkup", 7_400, "dental-preventive"),
    "dental-cleaning": Service("cdt", "D1110", "Teeth cleaning, adult", 12_800, "dental-preventive"),
    "child-dental-cleaning": Service("cdt", "D1120", "Teeth cleaning, child", 9_100, "dental-preventive"),
    "filling": Service("cdt", "D2391", "White filling, back tooth", 23_600, "dental"),
}  # fmt: skip

SERVICES: Final = _ROWS
