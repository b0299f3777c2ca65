(() => {
  let shown = "";
  const ask = async () => {
    try {
      const state = await (await fetch("/state", { cache: "no-store" })).text();
      if (shown && state !== shown) location.reload();
      shown = state;
    } catch {
      /* the server has ended, or begins anew */
    }
    setTimeout(ask, 700);
  };
  ask();
})();
