"use strict";
(function () {
  const find = (id) => document.getElementById(id);
  const welcome = find("welcome"), chat = find("chat"), lines = find("lines"), text = find("text");
  const name = find("name"), composer = find("composer"), send = composer.querySelector("button");
  const token = new URLSearchParams(location.hash.slice(1)).get("token") || "";
  const kept = "floorwalker.practice";
  const words = { customer: "You", bot: "Assistant (bot)", agent: "Agent", system: "Notice" };

  // me is the chat of this tab; it survives a reload, so that the same customer goes on.
  let me = null;
  let cursor = 0;          // delivery number of the newest line that came
  let before = "";         // who served until the chat was closed
  let stop = null;         // ends the stream of the chat before this one
  let queue = Promise.resolve(); // lines go out one after the other
  const mine = new Map();  // turn → the element of our own line

  function keep() { try { sessionStorage.setItem(kept, JSON.stringify(me)); } catch { /* private window */ } }
  function recall() { try { return JSON.parse(sessionStorage.getItem(kept)); } catch { return null; } }
  function headers(more) {
    const h = Object.assign({}, more);
    if (token) h.Authorization = "Bearer " + token;
    return h;
  }
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  function show(state, say) {
    find("link").dataset.state = state;
    find("linkwords").textContent = say;
  }
  function problem(say) {
    const p = find("problem");
    p.textContent = say || "";
    p.hidden = !say;
  }

  const shown = /^image\/(png|jpeg|gif|webp)$/;
  const chatPath = (rest) => "practice/v1/chats/" + encodeURIComponent(me.chat) + rest;
  // attached shows what came with a line: a picture, or something to be saved. It is
  // fetched, because a link could not send a token.
  function attached(li, file) {
    const at = li.querySelector(".file") || document.createElement("div");
    at.className = "file";
    at.replaceChildren();
    at.dataset.testid = "attachment";
    li.querySelector(".words").after(at);
    li.querySelector(".words").hidden = !li.querySelector(".words").textContent;
    const save = document.createElement("a");
    save.textContent = file.name + " · " + size(file.size);
    save.download = file.name;
    save.href = "#";
    at.append(save);
    const bring = async () => {
      const answer = await fetch(chatPath("/files/" + file.hash), { headers: headers() });
      if (!answer.ok) throw new Error("status " + answer.status);
      return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: shown.test(file.type) ? file.type : "application/octet-stream" }));
    };
    if (shown.test(file.type)) {
      bring().then((url) => {
        const picture = document.createElement("img");
        picture.alt = file.name;
        picture.src = save.href = url;
        at.prepend(picture);
        picture.onload = () => { if (li === lines.lastElementChild) lines.scrollTop = lines.scrollHeight; };
      }).catch(() => { /* the name stays */ });
      return;
    }
    save.addEventListener("click", async (event) => {
      if (save.href.startsWith("blob:")) return;
      event.preventDefault();
      try { save.href = await bring(); save.click(); } catch { problem("The file could not be fetched."); }
    });
  }
  function size(n) {
    if (n >= 1048576) return (n / 1048576).toFixed(1) + " MB";
    return n >= 1024 ? Math.round(n / 1024) + " KB" : n + " bytes";
  }

  function element(from, label, body) {
    const li = document.createElement("li");
    li.dataset.from = from;
    li.dataset.testid = "line";
    const who = document.createElement("span"), say = document.createElement("div"), state = document.createElement("span");
    who.className = "from"; say.className = "words"; state.className = "state";
    who.textContent = label; say.textContent = body; say.dir = "auto";
    li.append(who, say);
    if (from === "customer") li.append(state);
    return li;
  }
  // place puts a line that has arrived above those that are still under way.
  function place(li) {
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
    const next = mine.values().next().value || null;
    if (li.parentNode !== lines || (next && li.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_PRECEDING)) {
      lines.insertBefore(li, next === li ? null : next);
    }
    find("empty").hidden = true;
    if (atEnd || li.dataset.from === "customer") lines.scrollTop = lines.scrollHeight;
  }
  function mark(li, state, say) {
    li.dataset.state = state;
    li.querySelector(".state").textContent = say;
  }

  // ended says that nobody is in the chat any more; the next line opens it again.
  function ended(is, now) {
    if (find("ended").hidden === !is) return;
    find("ended").hidden = !is;
    if (is) before = find("serving").textContent;
    find("serving").textContent = is ? "This chat is closed" : now || before;
    lines.scrollTop = lines.scrollHeight;
  }
  function receive(number, line) {
    if (number <= cursor) return;
    cursor = number;
    const whatsapp = line.from === "agent" && line.channel === "whatsapp";
    if (!whatsapp) ended(false, "Waiting for a person");
    if (line.from === "customer" && Number.isInteger(line.turn)) {
      me.turn = Math.max(me.turn, line.turn + 1);
      keep();
      const waiting = mine.get(line.turn);
      if (waiting) {
        mine.delete(line.turn);
        waiting.dataset.number = String(number);
        waiting.querySelector(".words").textContent = line.text;
        if (line.file) attached(waiting, line.file);
        mark(waiting, "sent", "Sent");
        place(waiting);
        return;
      }
    }
    const from = line.from in words ? line.from : "system";
    const name = from === "agent" && line.name ? line.name : words[from];
    const label = whatsapp ? name + " by WhatsApp, on your telephone" : name;
    const li = element(from, label, line.text);
    li.dataset.number = String(number);
    if (line.file) attached(li, line.file);
    if (from === "customer") mark(li, "sent", "Sent");
    place(li);
    if (from === "agent" || from === "system") drawn(number);
    if (whatsapp) li.dataset.way = "whatsapp";
    else if (from === "agent") find("serving").textContent = "You are talking to " + (line.name || "an agent");
    else if (from === "bot") find("serving").textContent = "The assistant (bot) answers";
  }
  // drawn tells the floor up to which line all is on this page: at most once a second,
  // and each report is for all lines before it too.
  let newest = 0, told = 0, telling = false;
  async function drawn(number) {
    newest = Math.max(newest, number);
    if (telling) return;
    telling = true;
    await pause(0); // what came together is told together
    while (me && told < newest) {
      const whose = me, line = newest;
      try {
        const answer = await fetch(chatPath("/receipt"), {
          method: "POST", headers: headers({ "Content-Type": "application/json" }), body: JSON.stringify({ line }),
        });
        if (me === whose && answer.status < 500) told = line;
      } catch { /* once more, in a second */ }
      await pause(1000);
    }
    telling = false;
  }
  // listen reads the stream by fetch: an EventSource could not send a token.
  async function listen() {
    const over = (stop = new AbortController()).signal;
    let tries = 0;
    while (!over.aborted) {
      try {
        const h = headers({ Accept: "text/event-stream" });
        if (cursor > 0) h["Last-Event-ID"] = String(cursor);
        const answer = await fetch("practice/v1/chats/" + encodeURIComponent(me.chat) + "/stream", { headers: h, cache: "no-store", signal: over });
        if (answer.status === 401) { show("waiting", "Not allowed"); problem("This floor needs a token: open the page with #token=… at the end of its address."); return; }
        if (!answer.ok) throw new Error("status " + answer.status);
        show("live", "Connected");
        ended(false); // if it still is, the stream says so
        tries = 0;
        await read(answer.body);
      } catch { /* the wait below is the answer to any of these */ }
      if (over.aborted) return;
      tries = Math.min(tries + 1, 5);
      show("waiting", "Reconnecting…");
      await pause(500 * 2 ** (tries - 1) * (0.5 + Math.random()));
    }
  }
  async function read(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const events = (rest + value).split("\n\n");
      rest = events.pop();
      for (const event of events) take(event);
    }
  }
  function take(event) {
    let id = 0, data = "", kind = "";
    for (const field of event.split("\n")) {
      if (field.startsWith("id: ")) id = Number(field.slice(4));
      else if (field.startsWith("event: ")) kind = field.slice(7);
      else if (field.startsWith("data: ")) data += field.slice(6);
    }
    if (kind === "closed") ended(true);
    else if (kind === "rating") rate(JSON.parse(data));
    else if (id > 0 && data) receive(id, JSON.parse(data));
  }

  // rate shows stars or smileys once somebody has asked, and what was given.
  function rate(asked) {
    const form = find("rating"), marks = find("marks");
    form.hidden = false;
    const smileys = asked.style === "smiley", faces = ["\u{1F61E}", "\u{1F641}", "\u{1F610}", "\u{1F642}", "\u{1F600}"];
    const names = ["Very bad", "Bad", "So-so", "Good", "Very good"];
    find("ratingasks").textContent = asked.given ? "Thank you for your rating." : "How was this chat?";
    find("ratingwords").hidden = Boolean(asked.given);
    marks.dataset.style = smileys ? "smiley" : "stars";
    marks.replaceChildren(...names.map((name, i) => {
      const b = document.createElement("button"), on = asked.given && (smileys ? asked.given === i + 1 : asked.given > i);
      b.type = "button";
      b.dataset.testid = "mark-" + (i + 1);
      b.textContent = smileys ? faces[i] : on ? "\u2605" : "\u2606";
      b.setAttribute("role", "radio");
      b.setAttribute("aria-checked", String(asked.given === i + 1 || Boolean(on)));
      b.setAttribute("aria-label", (smileys ? name : i + 1 + " of 5 stars"));
      b.disabled = Boolean(asked.given);
      b.addEventListener("click", () => give(i + 1));
      return b;
    }));
    lines.scrollTop = lines.scrollHeight;
  }
  async function give(stars) {
    try {
      const answer = await fetch(chatPath("/rating"), {
        method: "POST", headers: headers({ "Content-Type": "application/json" }), body: JSON.stringify({ stars, words: find("ratingwords").value.trim() }),
      });
      if (!answer.ok) problem((await answer.json().catch(() => ({}))).error || "The rating was refused.");
    } catch { problem("The floor cannot be reached; try again."); }
  }

  // typing says at most every five seconds that somebody writes here.
  let typed = 0;
  function typing() {
    if (!me || !text.value || Date.now() - typed < 5000) return;
    typed = Date.now();
    fetch(chatPath("/typing"), { method: "POST", headers: headers() }).catch(() => { /* it is only a courtesy */ });
  }

  // sendFile makes a line of a file; the turn makes trying again safe.
  function sendFile(file) {
    if (!file || !me) return;
    const turn = me.turn++, body = text.value.trim();
    text.value = "";
    grow();
    keep();
    const li = element("customer", words.customer, body || file.name);
    mark(li, "sending", "Sending the file…");
    lines.append(li);
    mine.set(turn, li);
    place(li);
    queue = queue.then(() => postFile(file, turn, body, li));
  }
  async function postFile(file, turn, body, li) {
    const q = new URLSearchParams({ turn: String(turn), name: file.name, text: body, customer: me.name });
    let said = {};
    try {
      const answer = await fetch(chatPath("/files?" + q), { method: "POST", headers: headers({ "Content-Type": "application/octet-stream" }), body: file });
      if (answer.ok) { if (li.dataset.state === "sending") mark(li, "sent", "Sent"); problem(""); return; }
      said = await answer.json().catch(() => ({}));
    } catch { said.error = "The file did not arrive; send it again. It may be too large."; }
    mine.delete(turn);
    mark(li, "failed", "Not sent");
    problem(said.error || "The file was refused.");
  }

  // post sends one line until the hub has it: the turn makes that safe.
  async function post(line, li) {
    for (let tries = 0; ; tries++) {
      mark(li, "sending", tries ? "Not sent yet, trying again…" : "Sending…");
      let answer = null;
      try {
        answer = await fetch("practice/v1/messages", {
          method: "POST", headers: headers({ "Content-Type": "application/json" }),
          body: JSON.stringify(line),
        });
      } catch { /* offline; try again */ }
      if (answer && answer.ok) { if (li.dataset.state === "sending") mark(li, "sent", "Sent"); problem(""); return; }
      if (answer && answer.status < 500) {
        const said = await answer.json().catch(() => ({}));
        mark(li, "failed", "Not sent");
        problem(said.error || "The message was refused.");
        return;
      }
      await pause(Math.min(8000, 500 * 2 ** tries) * (0.5 + Math.random()));
    }
  }

  function say() {
    const body = text.value.trim();
    if (!body || !me) return;
    text.value = "";
    grow();
    const line = { chat: me.chat, turn: me.turn++, from: "customer", text: body, name: me.name, phone: me.phone || "", mail: me.mail || "" };
    keep();
    const li = element("customer", words.customer, body);
    mark(li, "sending", "Sending…");
    lines.append(li);
    mine.set(line.turn, li);
    place(li);
    queue = queue.then(() => post(line, li));
  }

  function grow() {
    // Enter has sent the line; a newline that still comes is not the next one.
    if (/^[\r\n]+$/.test(text.value)) text.value = "";
    text.style.height = "auto";
    text.style.height = Math.min(140, text.scrollHeight + 2) + "px";
    send.disabled = !text.value.trim();
  }

  function enter() {
    welcome.hidden = true;
    chat.hidden = false;
    find("serving").textContent = me.name ? "Chatting as " + me.name : "Chatting as a visitor";
    show("waiting", "Connecting…");
    document.body.dataset.chat = me.chat;
    listen();
    text.focus();
  }
  function begin(event) {
    event.preventDefault();
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    const id = "web-" + Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
    me = { chat: id, name: name.value.trim(), phone: find("phone").value.trim(), mail: find("mail").value.trim(), turn: 0 };
    keep();
    enter();
  }
  function restart() {
    if (stop) stop.abort();
    me = null;
    cursor = newest = told = 0;
    mine.clear();
    queue = Promise.resolve();
    keep();
    lines.replaceChildren();
    find("empty").hidden = false;
    find("rating").hidden = true;
    find("ratingwords").value = "";
    problem("");
    ended(false);
    show("idle", "Not started");
    find("serving").textContent = "You are the customer";
    chat.hidden = true;
    welcome.hidden = false;
    name.focus();
  }

  // A simulated customer comes to the desk, not to this page.
  const script = find("script"), play = find("play");
  async function ask(path, method) {
    try {
      const answer = await fetch("practice/v1/scenarios" + path, { method, headers: headers(), cache: "no-store" });
      const said = await answer.json();
      if (answer.ok) return said;
      find("came").textContent = said.error || "That was refused.";
    } catch { find("came").textContent = "The floor cannot be reached."; }
    return null;
  }
  async function list() {
    if (!find("scripts").open || script.options.length) return;
    const all = await ask("", "GET");
    if (!all) return;
    script.replaceChildren(...all.scenarios.map((s) => new Option(s.about, s.name)));
    play.disabled = false;
  }
  async function letCome() {
    play.disabled = true;
    find("came").textContent = "";
    if (await ask("/" + encodeURIComponent(script.value), "POST")) find("came").textContent = "They are on the floor; look at the desk.";
    play.disabled = false;
  }
  find("scripts").addEventListener("toggle", list);
  play.addEventListener("click", letCome);

  welcome.addEventListener("submit", begin);
  composer.addEventListener("submit", (event) => { event.preventDefault(); say(); });
  text.addEventListener("input", () => { grow(); typing(); });
  text.addEventListener("paste", (event) => {
    const file = event.clipboardData && event.clipboardData.files[0];
    if (file) { event.preventDefault(); sendFile(file); }
  });
  find("attach").addEventListener("click", () => find("file").click());
  find("file").addEventListener("change", () => { sendFile(find("file").files[0]); find("file").value = ""; });
  find("rating").addEventListener("submit", (event) => event.preventDefault());
  lines.addEventListener("dragover", (event) => event.preventDefault());
  lines.addEventListener("drop", (event) => { event.preventDefault(); sendFile(event.dataTransfer.files[0]); });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); say(); }
  });
  find("again").addEventListener("click", restart);

  me = recall();
  if (me && me.chat) enter(); else { me = null; name.focus(); }
})();
