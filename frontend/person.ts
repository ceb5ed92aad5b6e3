/** Who is signed in here, as the page says. What waits in the browser is kept apart per person. */
export const person = (): string => document.querySelector<HTMLMetaElement>("meta[name=person]")?.content ?? ""

export const csrfToken = (): string => document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? ""

export const clock = (at: Date): string => at.toLocaleTimeString("en-GB", { hour12: false })
