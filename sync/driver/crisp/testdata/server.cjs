// A socket.io server with the authentication of Crisp's stream, for the test of the
// driver against the real protocol. It is told what to do on its standard input, one
// JSON object a line, and says on its standard output what it has seen, one word a line.
//
//   node server.cjs '{"port":0,"identifier":"…","key":"…","old":false,"delay":0}'
//
// With "old" it lets clients of Engine.IO 3 in as well. "delay" is how long, in ms, it
// takes to answer an authentication; a negative one is never.
"use strict";

const http = require("node:http");
const readline = require("node:readline");
const { Server } = require("socket.io");

const options = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(line + "\n");

const server = http.createServer();
const io = new Server(server, {
  path: "/w/f43/",
  transports: ["websocket"],
  allowEIO3: Boolean(options.old),
  pingInterval: 300,
  pingTimeout: 1500,
});

io.on("connection", (socket) => {
  say("connected " + socket.conn.protocol);
  let wanted = new Set();
  socket.on("authentication", (body) => {
    const known =
      body.tier === "website" &&
      body.username === options.identifier &&
      body.password === options.key &&
      Array.isArray(body.events) &&
      body.events.length > 0;
    if (!known) {
      say("unauthorized");
      socket.emit("unauthorized", { message: "invalid_session" });
      socket.disconnect(true);
      return;
    }
    if (options.delay < 0) return;
    setTimeout(() => {
      wanted = new Set(body.events);
      socket.data.wanted = wanted;
      socket.emit("authenticated", true);
      say("authenticated");
    }, options.delay || 0);
  });
  socket.on("disconnect", (reason) => say("gone " + reason.replaceAll(" ", "-")));
});

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const told = JSON.parse(line);
  for (const socket of io.sockets.sockets.values()) {
    if (told.kick) {
      socket.disconnect(false);
    } else if (told.ack) {
      // An event that wants an acknowledgement has a number before its list.
      socket.emit(told.event, told.payload, () => {});
    } else if (told.binary) {
      socket.emit("bytes", Buffer.from("not used"));
    } else if (socket.data.wanted && socket.data.wanted.has(told.event)) {
      socket.emit(told.event, told.payload);
    }
  }
}).on("close", () => process.exit(0));

server.listen(options.port, "127.0.0.1", () => say("listening " + server.address().port));
