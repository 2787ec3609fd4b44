// Package why asks a hub for its part of an explanation (D-01): what only the hub
// knows of why a chat has an alert, or has none. That is what the knowledge says of
// the bot's answers (G-TRIG-04), and how often each rule was dismissed.
//
// # Promises
//
// A [Client] asks once per call, over a connection of its own that ends with the
// answer, and sends the token to its hub alone: redirections are not followed. An
// answer is bounded in time and in size, and one that is none is an error. Nothing
// is kept and nothing is retried: whoever asks is waiting, and asks again.
//
// A Client is safe for concurrent use. It is tested against an HTTP server; its
// decoder is fuzzed.
package why
