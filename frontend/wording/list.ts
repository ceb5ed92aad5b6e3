/** The list under a field: what was seen, why, questions, and what one may answer. Everything an underline says, by keyboard. */
import { keyOf, type Finding } from "./findings"

export interface Answers {
  reword(finding: Finding, text: string): void
  /** Not offered where nothing is noted. */
  keep?(finding: Finding, reason: string): Promise<true | string>
  notHere(finding: Finding): Promise<true | string>
  helpful?(finding: Finding): Promise<true | string>
  show(finding: Finding): void
}

let lists = 0

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className = "", text = ""): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text) element.textContent = text
  return element
}

const button = (words: string, press: () => void, className = "btn"): HTMLButtonElement => {
  const element = make("button", className, words)
  element.type = "button"
  element.addEventListener("click", press)
  return element
}

/** As many are listed at first; who wants all of them presses once, so that the way to 'Save' stays short. */
export const FIRST = 5

export const counted = (number: number): string =>
  number === 0 ? "" : number === 1 ? "One place may be worth another look." : `${number} places may be worth another look.`

export class List {
  readonly element = make("section", "wordings")
  readonly id = `wording-${++lists}`
  private readonly state = make("p", "wordings__state")
  private readonly items = make("ol", "wordings__items")
  private readonly more = button("", () => this.all(), "btn btn--plain")
  private isWhole = false
  private readonly known = new Map<string, { item: HTMLLIElement; finding: Finding }>()

  constructor(label: string, private readonly answers: Answers, private readonly isPrivate: boolean) {
    this.element.setAttribute("aria-label", label ? `Wording: ${label}` : "Wording")
    this.element.hidden = true
    this.state.id = this.id
    this.state.tabIndex = -1
    this.state.setAttribute("role", "status")
    this.items.hidden = true
    this.more.hidden = true
    this.element.append(this.state, this.items, this.more)
    // What is typed here is no word of the form around it.
    for (const name of ["input", "change"]) this.element.addEventListener(name, event => event.stopPropagation())
  }

  /** Items stay as they are, opened or typed in, while what they are about is still there. */
  show(text: string, findings: Finding[], note = ""): void {
    const now = new Map(findings.map(one => [keyOf(one), one]))
    for (const [key, { item }] of this.known) {
      if (now.has(key)) continue
      item.remove()
      this.known.delete(key)
    }
    for (const [key, finding] of now) {
      const there = this.known.get(key)
      if (there) there.finding = finding
      else this.known.set(key, { item: this.item(key, text, finding), finding })
    }
    const inOrder = [...now.keys()].map(key => this.known.get(key)!.item)
    inOrder.forEach((item, at) => {
      item.hidden = !this.isWhole && at >= FIRST
      if (this.items.children[at] !== item) this.items.insertBefore(item, this.items.children[at] ?? null)
    })
    this.more.hidden = this.isWhole || findings.length <= FIRST
    this.more.textContent = `Show all ${findings.length}`
    const own = this.isPrivate && findings.length ? " Only you see this, and nothing of it is kept." : ""
    const says = note || counted(findings.length) + own
    if (this.state.textContent !== says) this.state.textContent = says
    this.items.hidden = findings.length === 0
    this.element.hidden = findings.length === 0 && !note
  }

  /** Opens what was said of a finding. */
  open(finding: Finding): void {
    const details = this.known.get(keyOf(finding))?.item.querySelector("details")
    if (!details) return
    if (details.closest("li")?.hidden) this.all()
    details.open = true
    details.scrollIntoView?.({ block: "nearest" })
  }

  private all(): void {
    const first = this.items.children[FIRST]
    this.isWhole = true
    this.more.hidden = true
    for (const item of this.items.children) (item as HTMLElement).hidden = false
    first?.querySelector("summary")?.focus()
  }

  focusState(): void {
    this.state.focus()
  }

  private item(key: string, text: string, finding: Finding): HTMLLIElement {
    const now = () => this.known.get(key)?.finding ?? finding
    const words = text.slice(finding.start, finding.end)
    const item = make("li", "wordings__item")
    const details = make("details")
    const summary = make("summary")
    summary.append(make("span", `wordings__mark wordings__mark--${finding.level}`, words), " ", make("span", "wordings__message", finding.message))
    const body = make("div", "wordings__body")
    if (finding.level === "gate") body.append(make("p", "wordings__gate", "This is asked about before the text is final. Any answer will do."))
    body.append(make("p", "wordings__why", finding.why))
    const questions = make("ul", "prompts")
    questions.append(...finding.questions.map(one => make("li", "", one)))
    body.append(questions)
    if (finding.rewrites.length) body.append(this.rewrites(finding, now))
    body.append(this.answersTo(finding, now))
    details.append(summary, body)
    item.append(details)
    return item
  }

  private rewrites(finding: Finding, now: () => Finding): HTMLElement {
    const whole = make("div", "wordings__rewrites")
    whole.append(make("p", "quiet", "In place of the sentence, it could begin like this:"))
    const list = make("ul")
    for (const text of finding.rewrites) {
      const line = make("li")
      const put = button("Put this in", () => this.answers.reword(now(), text), "btn btn--plain")
      put.append(make("span", "sr", `: ${text}`))
      line.append(make("span", "wordings__rewrite", text), " ", put)
      list.append(line)
    }
    whole.append(list)
    return whole
  }

  private answersTo(finding: Finding, now: () => Finding): HTMLElement {
    const whole = make("div", "wordings__answers")
    const trouble = make("p", "field__error")
    trouble.setAttribute("role", "alert")
    trouble.hidden = true
    const settle = async (said: Promise<true | string>): Promise<void> => {
      const noted = await said
      if (noted === true) return this.focusState()
      trouble.textContent = noted
      trouble.hidden = false
    }
    const { keep, helpful } = this.answers
    if (keep) {
      const line = make("div", "field")
      const label = make("label", "field__label", "Keep it, because")
      const reason = make("input", "input")
      reason.id = label.htmlFor = `${this.id}-${keyOf(finding).replace(/\W/g, "-")}`
      reason.maxLength = 500
      reason.dir = "auto"
      // Belongs to no form, so that it is not sent with the words and Enter does not send them.
      reason.setAttribute("form", "wording")
      const help = make("p", "field__help", "One sentence. It stands in the final text beside this one.")
      help.id = `${reason.id}-help`
      reason.setAttribute("aria-describedby", help.id)
      const press = () => void settle(keep(now(), reason.value.trim()))
      reason.addEventListener("keydown", event => {
        if (event.key !== "Enter" || event.isComposing) return
        event.preventDefault()
        press()
      })
      const row = make("div", "wordings__keep")
      row.append(reason, button("Keep it", press))
      line.append(label, help, row)
      whole.append(line)
    }
    const row = make("p", "row")
    row.append(button("Show it in the text", () => this.answers.show(now()), "btn btn--plain"))
    row.append(button("Not here", () => void settle(this.answers.notHere(now())), "btn btn--plain"))
    if (helpful) {
      const thank = button("Helpful", () => {
        thank.disabled = true
        void helpful(now()).then(noted => (thank.textContent = noted === true ? "Thank you" : "Helpful"))
      }, "btn btn--plain")
      row.append(thank)
    }
    whole.append(trouble, row)
    return whole
  }
}
