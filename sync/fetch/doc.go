// Package fetch asks a hub for what does not travel with the stream: the bytes of
// attachments (E-ACT-06, V-ATT-01), the team's file library, solution articles
// (V-KB-02), the original of what is masked, the tickets of chats that have
// ended (G-TKT-01), the figures of the day (D-10, A-41), what a shift has signed, and
// what only the hub knows of why a chat has an alert, or has none (D-01).
//
// # Promises
//
// A [Client] asks once per call, over a connection of its own that ends with the
// answer, and sends the token to its hub alone: redirections are not followed.
// Answers are bounded in size, and one that is none is an error. What a hub refuses
// comes as a [RefusedError] with its sentence for people, and all other errors are
// sentences too. Nothing is kept and nothing is retried: whoever asks is waiting, and
// asks again.
//
// An upload says how long it is before its first byte, so that a hub can refuse it
// unread; it does not begin before the hub has looked. The bytes of a file are
// compared with their name as they are read: reading others ends in [ErrOtherBytes],
// never in io.EOF.
//
// A Client is safe for concurrent use. It is tested against an HTTP server, and with
// the real hub in sync/hub; its decoders are fuzzed.
package fetch
