/** The hosted page's look: one column on a phone, order beside form where there is room. */
export const payStyle = `
:root { color-scheme: light; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; color: #1a1f36; background: #fff; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; }
.page { display: grid; min-height: 100vh; grid-template-rows: auto 1fr; }
.order { background: #1c2b5a; color: #fff; padding: 1.25rem 1.25rem 2rem; }
.order a { color: #fff; }
.pay { padding: 1.5rem 1.25rem 3rem; }
.inner { max-width: 27rem; margin: 0 auto; }
.badge { display: inline-block; margin: 0 0 1rem; padding: .15rem .6rem; border-radius: .35rem; background: #ffde92; color: #5a3600; font-size: .8125rem; font-weight: 600; }
.back { display: inline-block; padding: .5rem 0; }
h1 { font-size: 1.125rem; font-weight: 500; margin: .25rem 0 0; }
h2 { font-size: 1.125rem; margin: 0 0 .75rem; }
.amount { font-size: 2.25rem; font-weight: 700; letter-spacing: -.01em; margin: 0 0 1rem; overflow-wrap: anywhere; }
.items { list-style: none; margin: 0; padding: 0; border-top: 1px solid #47568a; }
.items li { display: flex; gap: 1rem; justify-content: space-between; padding: .75rem 0; border-bottom: 1px solid #47568a; }
.items span:first-child { overflow-wrap: anywhere; min-width: 0; }
.items span:last-child { white-space: nowrap; }
.note { color: #d5dcf5; font-size: .875rem; }
.total { display: flex; justify-content: space-between; padding: .75rem 0; font-weight: 600; margin: 0; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
legend { font-size: 1.125rem; font-weight: 600; padding: 0; margin-bottom: .5rem; }
label { display: block; font-size: .875rem; font-weight: 500; color: #30374f; margin: .75rem 0 .25rem; }
input { width: 100%; font: inherit; padding: .7rem .8rem; border: 1px solid #6b7390; border-radius: .5rem; background: #fff; color: inherit; }
input[readonly] { background: #f3f4f8; }
input[aria-invalid=true] { border-color: #b3122f; box-shadow: 0 0 0 1px #b3122f; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; align-items: end; }
button { width: 100%; min-height: 3rem; font: inherit; font-weight: 600; border: 0; border-radius: .5rem; padding: .75rem 1rem; background: #3b3bb3; color: #fff; cursor: pointer; }
button:hover { background: #2c2c90; }
button.quiet { background: #fff; color: #30374f; border: 1px solid #6b7390; margin-top: .75rem; }
.button { display: block; text-align: center; padding: .75rem 1rem; border-radius: .5rem; background: #3b3bb3; color: #fff; font-weight: 600; text-decoration: none; }
:focus-visible { outline: 3px solid #7a7af0; outline-offset: 2px; }
.error { border: 1px solid #b3122f; background: #fdecef; color: #8c0d24; border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1.25rem; font-weight: 500; }
.test { margin-top: 2rem; border-top: 1px solid #e1e4ec; padding-top: 1rem; }
.test ul { list-style: none; padding: 0; margin: 0; }
.test a { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; justify-content: space-between; padding: .6rem 0; color: #33339c; }
.test code { font: .875rem ui-monospace, monospace; }
.alone { max-width: 27rem; margin: 0 auto; padding: 3rem 1.25rem; }
.alone h1 { font-size: 1.5rem; font-weight: 700; margin: 0 0 .5rem; }
@media (min-width: 52rem) {
  .page { grid-template: 1fr / 1fr 1fr; }
  .order { padding: 4rem 3rem; } .pay { padding: 4rem 3rem; }
  .order .inner { margin: 0 0 0 auto; } .pay .inner { margin: 0 auto 0 0; }
}
`;
