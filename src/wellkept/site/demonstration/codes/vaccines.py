"""Vaccines: CVX for the record, CPT for the claim."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Vaccine:
    cvx: str
    name: str
    words: str
    cpt: str
    price: int


_ROWS = {
    "flu": ("140", "Influenza, seasonal, injectable, preservative free", "Flu shot", "90656", 3_400),
    "covid": ("309", "COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL", "COVID-19 shot", "91320", 14_200),
    "tdap": ("115", "Tdap", "Tetanus, diphtheria and whooping cough shot", "90715", 5_600),
    "shingles": ("187", "zoster recombinant", "Shingles shot", "90750", 19_800),
    "pneumonia": ("216", "Pneumococcal conjugate PCV20, polysaccharide CRM197 conjugate, adjuvant, PF",
                  "Pneumonia shot", "90677", 28_900),
    "hpv": ("165", "HPV9", "HPV shot", "90651", 29_400),
    "meningitis": ("136", "Meningococcal MCV4O", "Meningitis shot", "90734", 16_100),
    "measles": ("03", "MMR", "Measles, mumps and rubella shot", "90707", 9_900),
    "chickenpox": ("21", "varicella", "Chickenpox shot", "90716", 16_900),
    "infant-combined": ("110", "DTaP-Hep B-IPV", "Combined infant shot", "90723", 10_800),
    "rotavirus": ("116", "rotavirus, pentavalent", "Rotavirus drops", "90680", 10_300),
    "hepatitis-b": ("08", "Hep B, adolescent or pediatric", "Hepatitis B shot", "90744", 3_100),
}  # fmt: skip

VACCINES: Final = {key: Vaccine(*row) for key, row in _ROWS.items()}
