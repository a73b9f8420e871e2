"""What members have, or come for: ICD-10-CM for the claim, SNOMED CT for the record, plain words for the page."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Condition:
    icd10: str
    snomed: str  # empty where the code says why someone came, not what they have
    words: str


_ROWS = {
    # Long-lasting.
    "diabetes": ("E11.9", "44054006", "Type 2 diabetes"),
    "prediabetes": ("R73.03", "15777000", "Prediabetes"),
    "hypertension": ("I10", "59621000", "High blood pressure"),
    "high-cholesterol": ("E78.5", "55822004", "High cholesterol"),
    "kidney-disease": ("N18.31", "700378005", "Chronic kidney disease, stage 3a"),
    "heart-failure": ("I50.22", "84114007", "Heart failure"),
    "atrial-fibrillation": ("I48.91", "49436004", "Atrial fibrillation"),
    "hypothyroidism": ("E03.9", "40930008", "Underactive thyroid"),
    "asthma": ("J45.909", "195967001", "Asthma"),
    "copd": ("J44.9", "13645005", "Chronic obstructive lung disease (COPD)"),
    "hay-fever": ("J30.9", "61582004", "Hay fever"),
    "reflux": ("K21.9", "235595009", "Acid reflux"),
    "knee-arthritis": ("M17.12", "239873007", "Arthritis of the knee"),
    "osteoporosis": ("M81.0", "64859006", "Osteoporosis"),
    "migraine": ("G43.909", "37796009", "Migraine"),
    "low-iron": ("D50.9", "87522002", "Anemia from low iron"),
    "adhd": ("F90.2", "406506008", "Attention deficit hyperactivity disorder"),
    "depression": ("F32.1", "832007", "Depression, moderate"),
    "anxiety": ("F41.1", "21897009", "Generalized anxiety"),
    "opioid-use": ("F11.20", "75544000", "Opioid use disorder"),
    # For a time.
    "back-pain": ("M54.50", "279039007", "Low back pain"),
    "ear-infection": ("H66.91", "65363002", "Ear infection"),
    "strep-throat": ("J02.0", "43878008", "Strep throat"),
    "cold": ("J06.9", "54150009", "Common cold"),
    "ankle-sprain": ("S93.401A", "44465007", "Sprained ankle"),
    "urinary-infection": ("N39.0", "68566005", "Urinary tract infection"),
    "pregnancy": ("Z34.90", "77386006", "Pregnancy"),
    # Why someone came.
    "checkup": ("Z00.00", "", "Yearly checkup"),
    "child-checkup": ("Z00.129", "", "Well-child checkup"),
    "vaccination": ("Z23", "", "Vaccination"),
    "breast-screening": ("Z12.31", "", "Breast cancer screening"),
    "colon-screening": ("Z12.11", "", "Colon cancer screening"),
    "infection-screening": ("Z11.3", "", "Screening for sexually transmitted infections"),
    "hiv-screening": ("Z11.4", "", "Screening for HIV"),
    "contraception": ("Z30.41", "", "Birth control pills, follow-up"),
    "contraception-start": ("Z30.011", "", "Birth control pills, first prescription"),
    "depression-screening": ("Z13.31", "", "Screening for depression"),
    "birth": ("O80", "", "Giving birth"),
    "live-birth": ("Z37.0", "", "One live birth"),
    "newborn": ("Z38.00", "", "Newborn, born in the hospital"),
    "dental-checkup": ("Z01.20", "", "Dental checkup"),
    "tooth-decay": ("K02.9", "80967001", "Tooth decay"),
}

CONDITIONS: Final = {key: Condition(*row) for key, row in _ROWS.items()}
