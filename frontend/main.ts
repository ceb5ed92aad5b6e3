import { attach, type Behaviours } from "./attach"
import { keepPlace } from "./keep-place"
import { csrfToken } from "./person"

// The folder is the list: a file `behaviours/copy-link.ts` is the behaviour `copy-link`.
const modules = import.meta.glob<{ default: Behaviours[string] }>(
  ["./behaviours/*.ts", "!./behaviours/*.test.ts"],
  { eager: true },
)
const behaviours: Behaviours = {}
for (const [path, module] of Object.entries(modules)) {
  behaviours[path.replace(/^.*\/|\.ts$/g, "")] = module.default
}

for (const element of document.querySelectorAll("[data-needs-script]")) element.removeAttribute("hidden")
attach(document, behaviours)
keepPlace()
document.addEventListener("htmx:load", event => {
  if (event.target instanceof HTMLElement) attach(event.target, behaviours)
})
document.addEventListener("htmx:configRequest", event => {
  const { headers } = (event as CustomEvent<{ headers: Record<string, string> }>).detail
  const token = csrfToken()
  if (token) headers["X-CSRFToken"] = token
})

// htmx weighs more than all the rest; pages without it do not load it.
const USES_HTMX = "[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete], [hx-boost], [data-hx-get], [data-hx-post]"
if (document.querySelector(USES_HTMX)) void loadHtmx()

/** htmx begins when the page is complete or becomes interactive; loaded between the two it would never begin. What was
 * typed before it listened is told again. */
async function loadHtmx(): Promise<void> {
  if (document.readyState !== "complete") await new Promise(done => addEventListener("load", done, { once: true }))
  await import("htmx.org")
  for (const field of document.querySelectorAll<HTMLTextAreaElement>("[hx-trigger^=input] textarea"))
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }))
}
