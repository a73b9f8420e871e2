"""Medicines: RxNorm for the prescription, NDC for the pharmacy claim.

The names are RxNorm's own; the directions are ours.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Medicine:
    rxnorm: str
    name: str
    ndc: str  # eleven digits, 5-4-2 without hyphens
    words: str
    directions: str
    quantity: int
    days: int
    price: int  # cents a fill
    tier: str  # generic | brand
    refills: int


_ROWS = {
    "metformin": ("861007", "metformin hydrochloride 500 MG Oral Tablet", "00093104801", "Metformin 500 mg",
                  "Take 1 tablet by mouth twice a day with meals", 180, 90, 2_340, "generic", 3),
    "lisinopril": ("314076", "lisinopril 10 MG Oral Tablet", "68180051401", "Lisinopril 10 mg",
                   "Take 1 tablet by mouth once a day", 90, 90, 1_480, "generic", 3),
    "amlodipine": ("197361", "amlodipine 5 MG Oral Tablet", "00069153068", "Amlodipine 5 mg",
                   "Take 1 tablet by mouth once a day", 90, 90, 1_620, "generic", 3),
    "atorvastatin": ("617310", "atorvastatin 20 MG Oral Tablet", "00071015623", "Atorvastatin 20 mg",
                     "Take 1 tablet by mouth at bedtime", 90, 90, 2_190, "generic", 3),
    "levothyroxine": ("966222", "levothyroxine sodium 0.075 MG Oral Tablet", "00074518290", "Levothyroxine 75 mcg",
                      "Take 1 tablet by mouth every morning, before eating", 90, 90, 3_260, "generic", 3),
    "sertraline": ("312941", "sertraline 50 MG Oral Tablet", "00049490030", "Sertraline 50 mg",
                   "Take 1 tablet by mouth once a day", 90, 90, 2_070, "generic", 3),
    "buprenorphine": ("351267", "buprenorphine 8 MG / naloxone 2 MG Sublingual Tablet", "00054018913",
                      "Buprenorphine 8 mg and naloxone 2 mg", "Dissolve 1 tablet under the tongue once a day",
                      90, 90, 21_400, "generic", 3),
    "albuterol": ("745679", "200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "00173068220",
                  "Albuterol inhaler", "Take 2 puffs every 4 to 6 hours as needed for wheezing", 1, 90, 5_480, "brand",
                  2),
    "omeprazole": ("198051", "omeprazole 20 MG Delayed Release Oral Capsule", "62175011837", "Omeprazole 20 mg",
                   "Take 1 capsule by mouth before breakfast", 90, 90, 1_890, "generic", 1),
    "apixaban": ("1364445", "apixaban 5 MG Oral Tablet", "00003089421", "Apixaban 5 mg",
                 "Take 1 tablet by mouth twice a day", 180, 90, 168_000, "brand", 3),
    "furosemide": ("313988", "furosemide 40 MG Oral Tablet", "00054429925", "Furosemide 40 mg",
                   "Take 1 tablet by mouth every morning", 90, 90, 1_250, "generic", 3),
    "norethindrone": ("757594", "Jolivette 28 Day Pack", "52544089228", "Birth control pill (norethindrone)",
                      "Take 1 tablet by mouth at the same time every day", 84, 84, 4_150, "generic", 3),
    "amoxicillin": ("308191", "amoxicillin 500 MG Oral Capsule", "00093310905", "Amoxicillin 500 mg",
                    "Take 1 capsule by mouth twice a day for 10 days", 20, 10, 980, "generic", 0),
    "amoxicillin-liquid": ("308189", "amoxicillin 80 MG/ML Oral Suspension", "00093416173",
                           "Amoxicillin liquid, 400 mg in 5 mL",
                           "Give 5 mL by mouth twice a day for 10 days", 100, 10, 1_340, "generic", 0),
    "ferrous-sulfate": ("310325", "ferrous sulfate 325 MG Oral Tablet", "00904759160", "Iron tablet 325 mg",
                        "Take 1 tablet by mouth once a day", 90, 90, 790, "generic", 1),
    "epinephrine": ("1870230", "0.3 ML epinephrine 1 MG/ML Auto-Injector", "49502050002", "Epinephrine auto-injector",
                    "Inject into the outer thigh for a severe allergic reaction, then call 911", 2, 30, 31_500, "brand",
                    0),
    "loratadine": ("665078", "loratadine 5 MG Chewable Tablet", "41100080775", "Loratadine 5 mg, chewable",
                   "Chew 2 tablets once a day as needed", 60, 30, 1_120, "generic", 2),
}  # fmt: skip

MEDICINES: Final = {key: Medicine(*row) for key, row in _ROWS.items()}
