/** On hover and focus a moment also tells the reader's own zone, where that differs from the study's. */
const FORMAT: Intl.DateTimeFormatOptions = {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
}

const inZone = (at: Date, zone: string): string => new Intl.DateTimeFormat("en-GB", { ...FORMAT, timeZone: zone }).format(at)

export const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

export function told(at: Date, zone: string, own: string): string {
  const there = inZone(at, zone)
  const here = inZone(at, own)
  if (there === here) return ""
  const [thereDay, thereClock] = there.split(", ")
  const [hereDay, hereClock] = here.split(", ")
  return thereDay === hereDay
    ? `${thereClock} ${zone}, ${hereClock} where you are`
    : `${thereDay}, ${thereClock} ${zone}; ${hereDay}, ${hereClock} where you are`
}

export default function ownZoneTime(element: HTMLElement): void {
  const { zone, precision } = element.dataset
  const at = new Date(element.getAttribute("datetime") ?? "")
  if (!zone || precision === "day" || precision === "month" || precision === "year" || Number.isNaN(at.getTime())) return
  const words = told(at, zone, readersZone())
  if (!words) return
  element.dataset.own = words
  element.removeAttribute("title")
  // A link or button around it takes the focus already.
  if (!element.closest("a, button, summary")) element.tabIndex = 0
  const quiet = (event: KeyboardEvent) => {
    if (event.key === "Escape") element.dataset.quiet = ""
  }
  for (const come of ["pointerenter", "focus"]) {
    element.addEventListener(come, () => {
      delete element.dataset.quiet
      document.addEventListener("keydown", quiet)
    })
  }
  for (const go of ["pointerleave", "blur"]) element.addEventListener(go, () => document.removeEventListener("keydown", quiet))
}
