// Lighthouse for a phone: `node run.mjs CHROMIUM URL…` prints the scores and what they lack; ends with 1 below 100.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, ...addresses] = process.argv.slice(2);
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];

function lacking(report, category) {
  return category.auditRefs
    .map(({ id, weight }) => ({ weight, audit: report.audits[id] }))
    .filter(({ weight, audit }) => weight && audit.score !== null && audit.score < 1)
    .map(({ audit }) => `  ${audit.id} ${audit.displayValue ?? ""} ${details(audit)}`);
}

function details(audit) {
  const items = audit.details?.items ?? [];
  return items.map((item) => item.node?.snippet ?? item.url ?? item.description ?? "").filter(Boolean).join(" ");
}

let isPerfect = true;
for (const address of addresses) {
  const chrome = await launch({ chromePath, chromeFlags });
  try {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error" });
    const categories = Object.values(lhr.categories);
    const scores = categories.map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
    console.log(`${new URL(address).pathname}: ${scores.join(", ")}`);
    const metrics = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "total-byte-weight"];
    console.log(`  ${metrics.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(", ")}`);
    for (const category of categories.filter(({ score }) => score < 1)) {
      isPerfect = false;
      console.log([category.title, ...lacking(lhr, category)].join("\n"));
    }
  } finally {
    await chrome.kill();
  }
}
process.exit(isPerfect ? 0 : 1);
