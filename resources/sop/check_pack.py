#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a procedure pack without the program: names every fault, exit status 1 when there is one.

    python3 check_pack.py                      the pack beside this script
    python3 check_pack.py FILE.toml            another one

`indaro-cli sop-check` says the same with lines, and checks the signature too. What this script knows beyond it is what our own
first pack must hold: every step of the design, and French typography.
"""
import pathlib
import re
import sys
import tomllib

EVENTS = set("announcement arrival admission disclosure consent-data interview status-decision presumption identification not-victim "
             "reflection-start reflection-end plan referral-draft referral-sent referral-answered hearing judgment accused-free "
             "complaint incident risk-assessment "
             "exit-planned exit closure birthday-18 house always".split())
OFTEN = set("referral-draft referral-sent referral-answered hearing judgment accused-free incident risk-assessment".split())
OF_EACH = {"record:" + name for name in "referral-answer referral-printed referral-settled incident".split()}
FORMS = set("register consent-admission consent-data stay-agreement house-rules rights-leaflet safe-slip inventory triage needs risk "
            "safety-plan interview status-decision reflection-slip reflection-decision plan plan-review conference-minutes referral "
            "counter-referral reminder-letter incident roll-call visit-log child-notification best-interests justice-event exit "
            "follow-up closure retention-certificate quarterly-report self-check complaint-register".split())
RECORDS = ("bed bed-without-warning child-track consent-file consent-stay custody custody-settled hold incident interview plan plan-approval referral-answer "
           "referral-printed referral-settled register retention risk risk-return risk-with-person safety-plan status-authority status-house").split()
EVIDENCE = set("tick note call-note form document signature record".split()) | {"record:" + name for name in RECORDS}
GUARDS = set("registration allocation interview-start interview-sign referral-print referral-send plan-approve family-contact "
             "justice-complaint identification-refer exit closure erasure".split())
ROLES = set("DIR SW PSY NUR LEG GRD DAT INT GDN COM IOM POL VIC".split())
STEP_KEYS = set("id title why who due repeat until evidence form blocks guards urgent_waiver applies source to_confirm rn_status".split())
FACTS = {
    "announced": "yes no", "admitted": "yes no", "left_without_notice": "yes no", "child": "yes no in_doubt", "sex": "female male other unknown", "pregnant": "yes no unknown", "foreigner": "yes no unknown",
    "sexual_violence": "yes no unknown", "status": "presumed identified not_victim unclear none", "disability": "yes no unknown",
    "consent_identification": "yes no later withdrawn none", "consent_justice": "yes no later withdrawn none",
    "consent_contact_after": "yes no later withdrawn none", "several_agencies": "yes no", "detained": "yes no unknown",
    "interpreter": "yes no unknown", "high_risk": "yes no", "age": "", "accompanied_children": "",
}
DURATION = re.compile(r"\d+ (minute|hour|day|week|month)s?")
# The steps of the design by phase; the child track C1 to C10 may be cut in several.
OWN_STEPS = {"0": 8, "1": 6, "2": 16, "3": 8, "4": 7, "5": 6, "6": 8, "7": 8, "8": 6, "9": 8, "10": 5}
NOT_FRENCH = re.compile(r"(?i)\b(victimes?|bénéficiaires?|trafiquants?|coupables?|sessions?|interviews?|commentaires?|référencements?|"
                        r"mots? de passe|interrogatoires?|enquêteurs?|profils?|traducteurs?)\b")


def expression_faults(text):
    """Facts and the values they are compared with. Whether the whole parses is for the program to say."""
    for name in re.findall(r"\$\{([^}]*)\}", text):
        if name not in FACTS:
            yield f"unknown fact {name}"
    for name, value in re.findall(r"\$\{([a-z_]+)\}\s*!?=\s*'([^']*)'", text):
        if value not in FACTS.get(name, "").split():
            yield f"{name} is never '{value}'"


def text_faults(texts, what, need_kirundi):
    for language in ("en", "fr"):
        if not texts.get(language, "").strip():
            yield f"{what} is missing in {language}"
    if need_kirundi and not texts.get("rn"):
        yield f"{what} has no Kirundi, and rn_status does not say so"
    for language, text in texts.items():
        if text != text.strip() or "  " in text:
            yield f"{what}: stray spaces in {language}"
        if "'" in text:
            yield f"{what}: straight apostrophe in {language}"
    french = texts.get("fr", "")
    if re.search(r"[^\s\d][:;?!»](?=\s|$)", french):
        yield f"{what}: no space before a French mark: {french}"
    if word := NOT_FRENCH.search(french):
        yield f"{what}: “{word.group()}” is not the French word of the glossary"


def due_faults(step, ids):
    due = step.get("due")
    if due is None:
        return
    start, length = ("after", "within") if "after" in due else ("before", "by")
    if set(due) != {start, length}:
        yield f"due: {due}"
        return
    event = due[start]
    known = event[5:] in ids if event.startswith("step:") else event in EVENTS
    if not known:
        yield f"due: unknown event {event}"
    lengths = due[length] if isinstance(due[length], list) else [due[length]]
    yield from (f"due: {one}" for one in lengths if not DURATION.fullmatch(one))


def step_faults(step, track, ids, sources):
    yield from (f"unknown key {key}" for key in set(step) - STEP_KEYS)
    missing = step.get("rn_status") == "missing"
    yield from text_faults(step["title"], "title", not missing)
    yield from text_faults(step["why"], "why", not missing)
    if missing and step["title"].get("rn") and step["why"].get("rn"):
        yield "rn_status is missing, but both texts are there"
    yield from due_faults(step, ids)
    if "repeat" in step and not DURATION.fullmatch(step["repeat"]):
        yield f"repeat: {step['repeat']}"
    if track == "house" and ("until" in step or step.get("due", {}).get("after", "house") != "house"):
        yield "a routine of the house starts with the house and has no end"
    if track == "person" and "repeat" in step and step.get("until") not in EVENTS:
        yield "repeats without an event that ends it"
    for key, allowed in (("evidence", EVIDENCE), ("guards", GUARDS), ("who", ROLES), ("source", sources)):
        values = step.get(key, [])
        if not values and key != "guards":
            yield f"no {key}"
        yield from (f"{key}: {value}" for value in values if value not in allowed)
    named = [value for value in step.get("evidence", []) if value.startswith("record:")]
    due = step.get("due", {})
    again = "repeat" in step or isinstance(due.get("within", due.get("by")), list)
    often = due.get("after", due.get("before")) in OFTEN
    yield from (f"evidence: {value} does not say which time of the step it proves" for value in named
                if track == "house" or again or often != (value in OF_EACH))
    if step.get("urgent_waiver") and not step.get("guards"):
        yield "urgent_waiver without an action that is held back"
    if "form" in step and step["form"] not in FORMS:
        yield f"form: {step['form']}"
    if "applies" in step:
        yield from expression_faults(step["applies"])


def kirundi_faults(pack):
    """Every text of our own pack that has no Kirundi stands in KIRUNDI.md with its reason, and no other does."""
    text = pathlib.Path(__file__).with_name("KIRUNDI.md").read_text(encoding="utf-8")
    listed = {(step, part) for step, part, _ in re.findall(r"(?m)^\| ([0-9CS][\w.]*) \| (title|why) \| (\S.+) \|$", text)}
    missing = {(step["id"], part) for phase in pack["phase"] for step in phase["step"] for part in ("title", "why")
               if not step[part].get("rn")}
    yield from (f"{step}: {part} has no Kirundi, and KIRUNDI.md does not say why" for step, part in missing - listed)
    yield from (f"{step}: {part} has its Kirundi, and still stands in KIRUNDI.md" for step, part in listed - missing)


def faults(pack, own):
    ids = [step["id"] for phase in pack["phase"] for step in phase["step"]]
    sources = {source["key"] for source in pack["source"]}
    used = {key for phase in pack["phase"] for step in phase["step"] for key in step["source"]}
    for clock in pack["clock"].values():
        used |= set(clock["source"])
        yield from expression_faults(clock.get("applies", ""))
    yield from (f"{name} occurs twice" for name in set(ids) if ids.count(name) > 1)
    yield from (f"source {key} is never used" for key in sources - used)
    yield from (f"role {code} is unknown" for code in {role["code"] for role in pack["role"]} ^ ROLES)
    for phase in pack["phase"]:
        yield from (f"phase {phase['id']}: {fault}" for fault in text_faults(phase["title"], "title", True))
        yield from (f"phase {phase['id']}: {fault}" for fault in expression_faults(phase.get("applies", "")))
        for step in phase["step"]:
            yield from (f"{step['id']}: {fault}" for fault in step_faults(step, phase["track"], ids, sources))
    if own:
        whole = {re.sub("[a-z]$", "", name) for name in ids}
        wanted = {f"{phase}.{n + 1}" for phase, count in OWN_STEPS.items() for n in range(count)} | {f"C{n + 1}" for n in range(10)}
        yield from (f"step {name} of the design is not there" for name in wanted - whole)
        yield from kirundi_faults(pack)


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("shelter-burundi.toml")
    pack = tomllib.loads(path.read_text(encoding="utf-8"))
    found = sorted(faults(pack, pack["pack"]["id"] == "shelter-burundi"))
    for fault in found:
        print(fault)
    steps = [step for phase in pack["phase"] for step in phase["step"]]
    print(f"{path.name}: {len(pack['phase'])} phases, {len(steps)} steps, "
          f"{sum('due' in step for step in steps)} with a deadline, {sum(step.get('to_confirm', False) for step in steps)} to confirm, "
          f"{sum('rn' in step['title'] for step in steps)} titles and {sum('rn' in step['why'] for step in steps)} explanations in Kirundi, "
          f"{len(found)} fault(s)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
