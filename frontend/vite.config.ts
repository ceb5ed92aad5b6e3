import { defineConfig } from "vitest/config"

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/secondstory/ui/static/ui",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // light-dark(), nesting and container queries stay as written: transforming them costs size and
    // breaks a theme that is set on a part of the page.
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rollupOptions: { input: ["main.ts", "styles/main.css", "mark.svg"] },
  },
  test: { environment: "happy-dom", include: ["**/*.test.ts"], exclude: ["node_modules/**"] },
})
