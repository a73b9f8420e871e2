"""Laboratory tests by LOINC, with usual adult reference ranges, and the panels that are ordered and billed by CPT."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Test:
    """One result. `digits` is how many decimals the laboratory reports; a range end may be open."""

    __test__ = False  # a laboratory's test, not pytest's

    loinc: str
    name: str
    words: str
    unit: str  # UCUM
    low: float | None
    high: float | None
    usual: tuple[float, float]
    digits: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A result that is a word: detected or not."""

    loinc: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    loinc: str
    name: str
    words: str
    cpt: str
    price: int
    tests: tuple[str, ...]


_EGFR = (
    "Glomerular filtration rate [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula "
    "(CKD-EPI 2021)/1.73 sq M"
)

_TESTS = {
    "a1c": ("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "Hemoglobin A1c", "%", 4.0, 5.6, (5.0, 5.5), 1),
    "glucose": ("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "Blood sugar", "mg/dL", 70, 99, (78, 98), 0),
    "creatinine": ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "Creatinine", "mg/dL", 0.6, 1.2,
                   (0.7, 1.1), 2),
    "egfr": ("98979-8", _EGFR, "Kidney filtration (eGFR)", "mL/min/{1.73_m2}", 60, None, (78, 108), 0),
    "sodium": ("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "Sodium", "mmol/L", 135, 145, (137, 143), 0),
    "potassium": ("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "Potassium", "mmol/L", 3.5, 5.1, (3.8, 4.8),
                  1),
    "cholesterol": ("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "Total cholesterol", "mg/dL", None, 200,
                    (150, 198), 0),
    "ldl": ("13457-7", "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", "LDL cholesterol",
            "mg/dL", None, 100, (70, 99), 0),
    "hdl": ("2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", "HDL cholesterol", "mg/dL", 40, None,
            (45, 68), 0),
    "triglycerides": ("2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", "Triglycerides", "mg/dL", None, 150,
                      (70, 148), 0),
    "tsh": ("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "Thyroid (TSH)", "m[IU]/L", 0.4, 4.5,
            (0.9, 3.6), 2),
    "hemoglobin": ("718-7", "Hemoglobin [Mass/volume] in Blood", "Hemoglobin", "g/dL", 12.0, 16.0, (12.6, 15.4), 1),
    "white-cells": ("6690-2", "Leukocytes [#/volume] in Blood by Automated count", "White blood cells", "10*3/uL", 4.0,
                    11.0, (4.8, 9.6), 1),
    "platelets": ("777-3", "Platelets [#/volume] in Blood by Automated count", "Platelets", "10*3/uL", 150, 400,
                  (180, 340), 0),
    "bilirubin": ("1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma", "Bilirubin", "mg/dL", None, 12.0,
                  (4.0, 8.5), 1),
    "lead": ("5671-3", "Lead [Mass/volume] in Blood", "Lead", "ug/dL", None, 3.5, (0.6, 1.8), 1),
}  # fmt: skip

_FINDINGS = {
    "chlamydia": ("21613-5", "Chlamydia trachomatis DNA [Presence] in Specimen by NAA with probe detection",
                  "Chlamydia"),
    "gonorrhea": ("24111-7", "Neisseria gonorrhoeae DNA [Presence] in Specimen by NAA with probe detection",
                  "Gonorrhea"),
    "hiv": ("56888-1", "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay", "HIV"),
    "strep": ("78012-2", "Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay", "Strep"),
    "buprenorphine": ("3414-0", "Buprenorphine [Presence] in Urine", "Buprenorphine in urine"),
    "pregnancy-test": ("2106-3", "Choriogonadotropin (pregnancy test) [Presence] in Urine", "Pregnancy test"),
}  # fmt: skip

_PANELS = {
    "a1c": ("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "A1c blood test", "83036", 4_200, ("a1c",)),
    "lipids": ("24331-1", "Lipid 1996 panel - Serum or Plasma", "Cholesterol panel", "80061", 5_800,
               ("cholesterol", "ldl", "hdl", "triglycerides")),
    "kidney": ("24320-4", "Basic metabolic 1998 panel - Serum or Plasma", "Kidney and mineral panel", "80048", 5_100,
               ("glucose", "creatinine", "egfr", "sodium", "potassium")),
    "thyroid": ("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "Thyroid blood test", "84443", 6_400,
                ("tsh",)),
    "blood-count": ("58410-2", "CBC panel - Blood by Automated count", "Blood count", "85027", 3_900,
                    ("hemoglobin", "white-cells", "platelets")),
    "bilirubin": ("1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma", "Newborn jaundice test", "82247", 2_800,
                  ("bilirubin",)),
    "lead": ("5671-3", "Lead [Mass/volume] in Blood", "Lead test", "83655", 3_300, ("lead",)),
    "chlamydia": ("21613-5", "Chlamydia trachomatis DNA [Presence] in Specimen by NAA with probe detection",
                  "Chlamydia test", "87491", 9_800, ("chlamydia",)),
    "gonorrhea": ("24111-7", "Neisseria gonorrhoeae DNA [Presence] in Specimen by NAA with probe detection",
                  "Gonorrhea test", "87591", 9_800, ("gonorrhea",)),
    "hiv": ("56888-1", "HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay", "HIV test", "87389",
            8_700, ("hiv",)),
    "strep": ("78012-2", "Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay", "Rapid strep test",
              "87880", 3_600, ("strep",)),
    "buprenorphine": ("3414-0", "Buprenorphine [Presence] in Urine", "Urine medicine check", "80305", 4_900,
                      ("buprenorphine",)),
    "pregnancy-test": ("2106-3", "Choriogonadotropin (pregnancy test) [Presence] in Urine", "Pregnancy test", "81025",
                       2_600, ("pregnancy-test",)),
}  # fmt: skip

TESTS: Final = {key: Test(*row) for key, row in _TESTS.items()}
FINDINGS: Final = {key: Finding(*row) for key, row in _FINDINGS.items()}
PANELS: Final = {key: Panel(*row) for key, row in _PANELS.items()}
