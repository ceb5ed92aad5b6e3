/**
 * The picture of a control structure as SVG text. It looks right by itself, as a file on white or printed; in a page the
 * classes take the page's own colours, light and dark. No script, no style sheet, no address of elsewhere in it.
 */
import type { Point } from "./elk"
import type { Placed, PlacedArrow, PlacedPart } from "./graph"
import { head, lengthOf, nearest, piece, pointAt, rounded, wavy } from "./lines"
import { directionOf, LINE, widthOf, wrap } from "./measure"
import type { Arrow, Structure } from "./told"

const INK = "#211c16"
const QUIET = "#524a3f"
const FINE = "#6b6154"
const EDGE = "#887d6d"
const PAPER = "#faf7f0"
const DESK = "#f1ebdf"
const SHEET = "#fffefb"
const RULE = "#e0d7c6"
const AMBER = "#7d4a00"
const MARK = "#b07206"
const FONT = "'Instrument Sans',system-ui,sans-serif"
/** Words that lie on a line keep clear of it. */
const HALO = { "paint-order": "stroke", stroke: PAPER, "stroke-width": 4, "stroke-linejoin": "round" }
const PEOPLE = new Set(["role", "team", "organization", "supplier"])
/** States that are said with a shape, too. */
const SHAPES = new Set(["missing", "misleading", "late", "not_given", "harmful", "wrong_time", "wrong_length"])
const ENVIRONMENT = "Environment: it presses on us, and we do not steer it."
const SHELF = "Nothing is tied to these yet"

const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
const said = (text: string): string => text.replace(UNSAYABLE, "").replace(/[&<>"']/g, one => ENTITIES[one]!)
const n = (value: number): string => String(Math.round(value * 10) / 10)

type Told = Record<string, string | number | undefined>
function tag(name: string, attributes: Told, inside = ""): string {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? n(value) : said(value!)}"`)
  return inside ? `<${name}${told.join("")}>${inside}</${name}>` : `<${name}${told.join("")}/>`
}
const title = (words: string) => `<title>${said(words)}</title>`

/** Lines of text around a middle. */
function text(lines: string[], x: number, top: number, attributes: Told, whole = lines.join(" ")): string {
  const direction = directionOf(whole) === "rtl" ? { direction: "rtl", "unicode-bidi": "plaintext" } : {}
  return lines
    .map((line, index) =>
      tag("text", { x, y: top + LINE * index + 12.5, "text-anchor": "middle", ...direction, ...attributes }, said(line)),
    )
    .join("")
}

const linked = (href: string, attributes: Told, inside: string): string =>
  href ? tag("a", { href, ...attributes }, inside) : tag("g", attributes, inside)

// Parts

function outline({ part, x, y, width, height }: PlacedPart): string {
  if (part.is_environment)
    return tag("rect", {
      class: "cs-box cs-box--environment", x, y, width, height, rx: Math.min(22, height / 2),
      fill: PAPER, stroke: EDGE, "stroke-width": 1.5, "stroke-dasharray": "2 3",
    })
  const people = PEOPLE.has(part.kind)
  const look = {
    class: `cs-box cs-box--${people ? "people" : "thing"}`, fill: SHEET, stroke: people ? INK : EDGE, "stroke-width": people ? 1.5 : 1,
  }
  if (part.kind !== "data") return tag("rect", { x, y, width, height, rx: people ? 9 : part.kind === "hardware" ? 0 : 4, ...look })
  const corner = 12
  return tag("path", { d: `M${n(x)} ${n(y)}h${n(width - corner)}l${corner} ${corner}v${n(height - corner)}h${n(-width)}z`, ...look })
}

/** Two arrows meeting: several parties steer this one. */
function meeting(x: number, y: number, words: string): string {
  return tag(
    "g", { class: "cs-meeting", fill: "none", stroke: MARK, "stroke-width": 1.6 },
    title(words) +
      tag("circle", { class: "cs-meeting__ground", cx: x, cy: y, r: 9, fill: PAPER }) +
      tag("path", { d: `M${n(x - 4.5)} ${n(y - 4)}L${n(x)} ${n(y + 3.5)}L${n(x + 4.5)} ${n(y - 4)}` }),
  )
}

function partAsSvg(one: PlacedPart): string {
  const { part, lines, x, y, width } = one
  const middle = x + width / 2
  const words = [part.name, part.kind_in_words, part.is_environment ? "environment" : "", part.steered_by].filter(Boolean)
  return linked(
    part.href, { class: `cs-part cs-part--${part.kind}`, "data-part": part.id },
    title(words.join(" · ")) +
      outline(one) +
      text(lines, middle, y + 8, { class: "cs-name", fill: INK, "font-weight": 560 }, part.name) +
      text([part.kind_in_words], middle, y + 8 + LINE * lines.length, { class: "cs-sub", fill: QUIET }) +
      (part.steered_by ? meeting(x + 4, y + 2, part.steered_by) : ""),
  )
}

// Arrows

/** What follows the state's shape: a ring where something is missing, a half where it came late, a lozenge where it misled. */
function mark(state: string, x: number, y: number): string {
  const look = { class: "cs-mark", fill: "none", stroke: MARK, "stroke-width": 1.5 }
  if (state === "missing" || state === "not_given") return tag("circle", { cx: x, cy: y, r: 4.2, ...look })
  if (state === "late" || state === "wrong_time")
    return tag("path", { d: `M${n(x - 4)} ${n(y - 5)}v10`, ...look }) + tag("circle", { cx: x + 2.5, cy: y, r: 2.2, ...look, class: "cs-mark cs-mark--full", fill: MARK })
  if (state === "wrong_length") return tag("path", { d: `M${n(x - 5)} ${n(y)}h10M${n(x - 5)} ${n(y - 4)}v8M${n(x + 5)} ${n(y - 4)}v8`, ...look })
  return tag("path", { d: `M${n(x)} ${n(y - 5)}l5 5l-5 5l-5 -5z`, ...look, class: "cs-mark cs-mark--full", fill: MARK })
}

function label({ arrow, label: box, what, says }: PlacedArrow): string {
  if (!box) return ""
  const middle = box.x + box.width / 2
  const has_shape = says.length > 0 && SHAPES.has(arrow.state)
  const state_top = box.y + LINE * what.length
  const amber = has_shape || arrow.is_on_paper
  return tag(
    "g", { class: "cs-words" },
    text(what, middle, box.y, { class: "cs-label", fill: QUIET, ...HALO }, arrow.what) +
      text(says, middle + (has_shape ? 7 : 0), state_top, { class: `cs-label${amber ? " cs-label--state" : ""}`, fill: amber ? AMBER : QUIET, ...HALO }, arrow.says) +
      (has_shape ? mark(arrow.state, middle + 7 - Math.max(...says.map(line => widthOf(line))) / 2 - 9, state_top + 8.5) : ""),
  )
}

interface Look {
  line: Told
  full: boolean
}
const LOOKS: Record<string, Look> = {
  control: { line: { class: "cs-line", stroke: INK, "stroke-width": 1.6 }, full: true },
  feedback: { line: { class: "cs-line cs-line--feedback", stroke: QUIET, "stroke-width": 1.6, "stroke-dasharray": "6 4" }, full: false },
  influence: { line: { class: "cs-line cs-line--influence", stroke: FINE, "stroke-width": 1.4 }, full: false },
}

function way(one: PlacedArrow): string {
  const { arrow, points, label: box } = one
  const look = LOOKS[arrow.kind]!
  const line: Told = { fill: "none", ...look.line }
  const tip = tag("path", {
    class: `cs-head${look.full ? " cs-head--full" : ""}`, d: head(points, look.full), fill: look.full ? INK : "none",
    stroke: look.full ? undefined : (look.line["stroke"] as string), "stroke-width": look.full ? undefined : 1.6,
  })
  if (arrow.kind === "influence") return tag("path", { ...line, d: wavy(points) }) + tip
  const long = lengthOf(points)
  const broken = arrow.kind === "feedback" && arrow.state === "missing"
  const hole = inside(long, box ? nearest(points, box) : long / 2)
  const pieces = broken ? [piece(points, 0, hole - HOLE), piece(points, hole + HOLE, long)] : [points]
  const lines = pieces.filter(some => some.length > 1).map(some => {
    const d = rounded(some)
    if (!arrow.is_on_paper) return tag("path", { ...line, d })
    // On paper only: the outline of a line, with nothing in it.
    return tag("path", { ...line, "stroke-width": 4.4, class: `${line.class} cs-line--paper`, d }) +
      tag("path", { class: "cs-line--inside", fill: "none", stroke: PAPER, "stroke-width": 1.8, d })
  })
  const middle = broken ? pointAt(points, hole / long) : undefined
  return lines.join("") + tip + (middle ? ring(middle) : "")
}

/** Half of what is left out of a line, and where: clear of its ends. */
const HOLE = 15
const inside = (long: number, at: number) => Math.min(Math.max(at, HOLE + 2), Math.max(long - HOLE - 10, HOLE))
const ring = ({ x, y }: Point, radius = 5.5) =>
  tag("circle", { class: "cs-ring", cx: x, cy: y, r: radius, fill: PAPER, stroke: MARK, "stroke-width": 2 })

/** Where nothing is told yet of what comes back: a dotted stub beside the end of what steers, and a question. */
function stub(arrow: Arrow, steering: PlacedArrow): string {
  const [before, tip] = steering.points.slice(-2)
  if (!before || !tip) return ""
  const far = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const back = { x: (before.x - tip.x) / far, y: (before.y - tip.y) / far }
  const beside = { x: tip.x - back.y * -9, y: tip.y + back.x * -9 }
  const long = 16
  const end = { x: beside.x + back.x * long, y: beside.y + back.y * long }
  return tag(
    "g", { class: "cs-arrow cs-arrow--gap", "data-arrow": arrow.id },
    title(arrow.says) +
      tag("path", {
        class: "cs-line cs-line--gap", d: rounded([beside, end]), fill: "none", stroke: MARK, "stroke-width": 2,
        "stroke-dasharray": "1 4", "stroke-linecap": "round",
      }) +
      ring({ x: end.x + back.x * 6, y: end.y + back.y * 6 }) +
      tag("text", {
        class: "cs-query", x: end.x + back.x * 6, y: end.y + back.y * 6 + 3.6, "text-anchor": "middle", fill: AMBER, "font-size": 10,
        "font-weight": 560, "aria-hidden": "true",
      }, "?"),
  )
}

function arrowAsSvg(one: PlacedArrow, names: Map<string, string>): string {
  const { arrow, points } = one
  if (points.length < 2) return ""
  const words = `${names.get(arrow.source)} → ${names.get(arrow.target)}: ${[arrow.what, arrow.says].filter(Boolean).join(" · ")}`
  const reach = arrow.href
    ? tag("path", { class: "cs-reach", d: rounded(points), fill: "none", stroke: "transparent", "stroke-width": 14 })
    : ""
  return linked(
    arrow.href, { class: `cs-arrow cs-arrow--${arrow.kind}`, "data-arrow": arrow.id, tabindex: arrow.href ? "-1" : undefined },
    title(words) + reach + way(one) + label(one),
  )
}

export function draw(structure: Structure, placed: Placed): string {
  const names = new Map(structure.parts.map(part => [part.id, part.name]))
  const steering = new Map<string, PlacedArrow>()
  for (const one of placed.arrows)
    if (one.arrow.kind === "control" && one.points.length > 1) {
      const pair = JSON.stringify([one.arrow.source, one.arrow.target])
      if (!steering.has(pair)) steering.set(pair, one)
    }
  const stubs = structure.arrows.filter(arrow => arrow.kind === "gap").map(arrow => {
    const steers = steering.get(JSON.stringify([arrow.target, arrow.source]))
    return steers ? stub(arrow, steers) : ""
  })
  const { width, height, band, shelf } = placed
  const ground = tag("rect", { class: "cs-ground", width, height, fill: PAPER })
  const caption = (words: string, x: number, y: number) => tag("text", { class: "cs-caption", x, y, fill: FINE }, said(words))
  const around_us = band
    ? tag("rect", { class: "cs-band", x: band.x, y: band.y, width: band.width, height: band.height, rx: 8, fill: DESK })
    : ""
  const captions = (band ? wrap(ENVIRONMENT, band.width - 24, 3).map((line, index) => caption(line, band.x + 12, band.y + 20 + LINE * index)).join("") : "") + (shelf ? caption(SHELF, shelf.x, 32) : "")
  const loose = shelf
    ? tag("path", { class: "cs-rule", d: `M${n(shelf.x)} ${n(shelf.y)}H${n(width - 20)}`, stroke: RULE, fill: "none" })
    : ""
  const is_linked = structure.parts.some(part => part.href) || structure.arrows.some(arrow => arrow.href)
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg", class: "cs", viewBox: `0 0 ${width} ${height}`, width, height,
      role: is_linked ? "group" : "img", "aria-labelledby": "cs-title cs-desc", "font-family": FONT, "font-size": 13,
    },
    `<title id="cs-title">${said(structure.title)}</title><desc id="cs-desc">${said(structure.description)}</desc>` +
      ground + around_us + loose +
      placed.arrows.map(one => arrowAsSvg(one, names)).join("") +
      stubs.join("") + captions +
      placed.parts.map(partAsSvg).join(""),
  )
}
