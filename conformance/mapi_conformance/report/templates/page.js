"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // What is linked to, or found, may stand in something that is folded.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let each = target; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  addEventListener("beforeprint", () => {
    for (const each of all(".case, .steps, .conflict")) each.open = true;
  });

  const filter = (form, items, texts) => {
    const search = form.querySelector("input[type=search]");
    const picks = all("input[type=checkbox]", form);
    const hits = form.querySelector(".hits");
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const shown = new Set(picks.filter((pick) => pick.checked).map((pick) => pick.value));
      let count = 0;
      items.forEach((item, index) => {
        const fits = (!picks.length || shown.has(item.dataset.word)) &&
          words.every((word) => texts[index].includes(word));
        item.hidden = !fits;
        count += fits;
      });
      for (const group of all(".method, .suite")) {
        group.hidden = !group.querySelector("li:not([hidden])");
      }
      hits.textContent = count === items.length ? "" : `${count} of ${items.length}`;
      return words.length > 0;
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    return [form, apply];
  };

  const lower = (element) => element.textContent.toLowerCase();
  const cells = all(".cells li");
  const clauses = all(".clause");
  const [clauseForm, filterClauses] = filter(
    document.querySelector("#matrix .filter"), cells, clauses.map(lower));
  clauseForm.addEventListener("input", () => {
    filterClauses();
    cells.forEach((cell, index) => { clauses[index].hidden = cell.hidden; });
  });

  const rows = all(".suite .rows li");
  const texts = rows.map((row) => `${lower(row.closest(".suite").querySelector(".name"))} ${lower(row)}`);
  const [caseForm, filterCases] = filter(document.querySelector("#cases .filter"), rows, texts);
  caseForm.addEventListener("input", () => {
    const searching = filterCases();
    for (const suite of all(".suite")) suite.open = searching && !suite.hidden;
  });

  for (const command of all(".command")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(command.querySelector("code").textContent);
      button.textContent = "copied";
    });
    command.after(button);
  }
})();
