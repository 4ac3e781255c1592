// Whether the server is there. When it is gone the page says so; when it is back, perhaps as another
// process that knows nothing of this page, the page is loaded anew. The conversation is kept, and so is
// what stands in the question field.

const LOOK_EVERY = 4000;
const lost = Object.assign(document.createElement("p"), { id: "lost", hidden: true });
lost.setAttribute("role", "alert");
document.body.append(lost);
const draft = "footnote-draft";
let server = null;

async function greet() {
  const answer = await fetch("gradio_api/app_id", { cache: "no-store" });
  return answer.ok ? (await answer.json()).app_id : null;
}

function missServer() {
  lost.textContent =
    "The connection to Footnote is lost. What you asked is kept; this page goes on by itself once Footnote is there again.";
  lost.hidden = false;
}

async function lookForServer() {
  if (document.hidden) return;
  const met = await greet().catch(() => undefined);
  if (met === undefined) return missServer();
  if (!lost.hidden || (server !== null && met !== server)) location.reload();
  server = met;
}

function keepDraft() {
  sessionStorage.setItem(draft, find("#field textarea").value);
}

function restoreDraft() {
  const field = find("#field textarea");
  const text = sessionStorage.getItem(draft);
  sessionStorage.removeItem(draft);
  if (!text || field.value) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

addEventListener("pagehide", keepDraft);
document.addEventListener("visibilitychange", () => {
  lookForServer();
  if (!document.hidden && !busy()) call("place", "focus");
});
setInterval(lookForServer, LOOK_EVERY);
lookForServer();
restoreDraft();
