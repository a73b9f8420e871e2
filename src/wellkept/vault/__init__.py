"""Everything kept about people, sealed. The permit is the first argument, and it is the filter.

- What features call, permit first: `people`, `enrolment`, `resources`, `supporting`, `claims`, `record`, `coverage`,
  `quarantine`, `erasure.erase`, `standing.grant` and `withdraw`. What comes back is frozen dataclasses.
- What the gate calls: `facts`.
- What commands call, without a permit because they see nothing: `stores`, `keys`, `backup`, `rotation`,
  `erasure.finish_erasures`.
- What these are made of: `sealing`, `details`, `numbers`, `lists`, `summaries`, `sensitivity`, and the readers of FHIR
  (`fhir_reading`, `fhir_kinds`, `claim_reading`, `patient_reading`).
"""
