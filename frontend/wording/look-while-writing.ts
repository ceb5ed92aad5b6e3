/** One field that is looked at while somebody writes in it: underlines, and a list below. Its words are sent to the one
 * address that looks and forgets, a moment after the last key. */
import { keyOf, moved, type Finding } from "./findings"
import { Layer, putIn, type Field } from "./layer"
import { List } from "./list"
import { answer, helpful, look, type Place } from "./server"

export const PAUSE = 700
/** Longer, where somebody tells their own story: a pause, not every breath. */
export const LONG_PAUSE = 2500
const PRIVATE = new Set(["own_account", "account"])

export function placeOf(field: Field): Place | null {
  const around = field.closest<HTMLElement>("[data-wording]")
  const { surface = "", wordingKind: kind = "markdown", section = "" } = field.dataset
  if (!around?.dataset.wording || !surface) return null
  const { wording: check, study = "", wordingAnswers: answers = "" } = around.dataset
  return { check, surface, kind, section, study, answers, field: field.name }
}

export default function lookWhileWriting(field: Field): void {
  const place = placeOf(field)
  if (!place || field.readOnly || field.disabled) return
  const isPrivate = PRIVATE.has(place.surface)
  const hushed = new Set<string>()
  let findings: Finding[] = []
  let drawn = field.value
  let looked_at = ""
  let timer = 0
  let asking: AbortController | undefined

  const layer = new Layer(field)
  const mayAnswer = Boolean(!isPrivate && place.answers)

  const draw = (note = "") => {
    const shown = findings.filter(one => !hushed.has(keyOf(one)))
    layer.draw(field.value, shown)
    list.show(field.value, shown, note)
  }
  const hush = (finding: Finding, note: string) => {
    hushed.add(keyOf(finding))
    draw(note)
  }
  const ask = async (): Promise<void> => {
    asking?.abort()
    if (!field.isConnected) return
    const text = field.value
    if (!text.trim()) {
      findings = []
      return draw()
    }
    asking = new AbortController()
    try {
      const looked = await look(place, text, asking.signal)
      if (!looked || field.value !== text) return
      findings = looked.findings
      drawn = looked_at = text
      draw(looked.state === "off" ? "Not looked at: there are no rules for this language." : "")
    } catch {
      // Nobody answers, or something newer is being asked: the words are what matters.
    }
  }

  /** The finding as it is about the words of now: somebody may answer faster than the server looks again. */
  const fresh = async (finding: Finding): Promise<Finding | undefined> => {
    if (looked_at === field.value) return finding
    clearTimeout(timer)
    await ask()
    return findings.find(one => one.rule === finding.rule && one.start < finding.end && finding.start < one.end)
  }
  const noteOf = async (finding: Finding, state: string, note: string, reason = ""): Promise<true | string> => {
    const now = await fresh(finding)
    if (!now) return "These words changed meanwhile."
    const noted = mayAnswer ? await answer(place, now, state, reason) : true
    if (noted === true) hush(now, note)
    return noted
  }
  const list = new List(
    field.labels?.[0]?.textContent?.trim() ?? "",
    {
      reword(finding, text) {
        if (mayAnswer) void answer(place, finding, "reworded")
        const { first, last } = finding
        findings = findings.filter(one => one !== finding)
        putIn(field, first, last, text)
      },
      keep: mayAnswer ? (finding, reason) => noteOf(finding, "kept", "Kept, with the reason.", reason) : undefined,
      notHere: finding => noteOf(finding, "not_applicable", "It will stay quiet about this."),
      helpful: isPrivate ? undefined : finding => helpful(place, finding),
      show(finding) {
        field.focus()
        field.setSelectionRange(finding.start, finding.end)
      },
    },
    isPrivate,
  )
  layer.element.after(list.element)
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), list.id].filter(Boolean).join(" "))

  field.addEventListener("input", () => {
    findings = moved(findings, drawn, field.value)
    drawn = field.value
    draw()
    clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), isPrivate ? LONG_PAUSE : PAUSE)
  })
  const openHere = () => {
    const at = field.selectionStart ?? -1
    if (at !== field.selectionEnd) return
    const here = findings.find(one => one.start <= at && at <= one.end && !hushed.has(keyOf(one)))
    if (here) list.open(here)
  }
  // A moment later: a click into words that were selected puts the caret there only after it.
  field.addEventListener("click", () => window.setTimeout(openHere))
  field.form?.addEventListener("reset", () => window.setTimeout(() => void ask()))
  if (field.value.trim()) void ask()
}
