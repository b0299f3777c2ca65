(() => {
  const shown = document.documentElement.dataset.state;
  const ask = async () => {
    try {
      const state = await (await fetch("/state", { cache: "no-store" })).text();
      if (state !== shown) return location.reload();
    } catch {
      /* the server has ended, or begins anew */
    }
    setTimeout(ask, 700);
  };
  ask();
})();
