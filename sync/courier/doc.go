// Package courier brings what leaves the house to somebody else's machine: a
// ticket to the team's ticket system by webhook, and a customer's copy to a
// mail server. It knows neither tickets nor customers: a [Parcel] is bytes with
// a [Key], a [Kind] and a destination.
//
// # What it promises
//
//   - At least once. After [Courier.Send] has returned nil the parcel is on the
//     caller's disk, and there it stays until a receiver has said yes to
//     it, through refused connections, answers that never come, kill -9 and
//     days without a network.
//   - The receiver can tell a copy. Between "the receiver has it" and "we know
//     that" lies a wire that can break, so exactly once is not ours to promise
//     . But every copy has the same key: a webhook's in its
//     Idempotency-Key header, covered by the signature; a mail's in its
//     Message-ID, and the mail's bytes are the same too.
//   - Nothing is dropped. What cannot be delivered is [Undeliverable]: it stays,
//     with the receiver's words, in [Courier.Pending], until a person fixes
//     what was wrong and says [Courier.Retry].
//
// # The life of a parcel
//
//	Send (on disk)
//	   │
//	Waiting ←─ not now: due again after Backoff, or what was asked for ─┐
//	   │  ↑                                                             │
//	   │  └── Retry ── Undeliverable ←── no ──┐                         │
//	   └── begins (on disk) ──────────── the attempt ───────────────────┘
//	                                          └── yes ──→ Done (on disk)
//
// An answer of 2xx is yes. A webhook's 408, 409, 425, 429 and 5xx are "not now",
// and so are a connection that fails and an answer that does not come within
// the time; any other code is no. A mail server's 4xx is "not now" and its 5xx is
// no, once it has been told the recipient: before that, whatever goes wrong is
// between the server and us (its certificate, our password) and never the
// mail's fault. So is a webhook's name or address that the policy does not have
// right: it is asked for again at every attempt, and what waits goes to the
// corrected one. A redirect is followed within its scheme, host and port only.
//
// The waits double from 2 s to an hour, times 0.5 to 1.5; Retry-After is honoured up
// to a day; [MaxAttempts] take about 70 hours. A crash in mid-attempt counts as
// an attempt, because the disk is told before it begins; the parcel is then
// Maybe there, and goes again when its wait is over.
//
// [Courier.Once] is beside all this: one attempt at a webhook, now, of which nothing is
// kept, for what is of no use later. Nothing above is promised of it but the key.
//
// # Order and limits
//
// The parcels of one [Parcel.Series] at one destination go one after the other, in
// the order in which they were sent: none begins before the one in front of it
// is Done or Undeliverable. Series go side by side, at most
// Config.PerDestination at one destination and Config.Total in all. A webhook's
// destination is its hook; all mails share one, the relay, and each recipient is
// a series of it. Where the destination itself is at fault (no connection, 429,
// 503, 421, a wrong password) nothing goes there until it is that parcel's turn
// again, so a receiver that is down hears from us rarely and the others at once.
// [Courier.Kick] and Retry end such a pause.
//
// An undeliverable parcel does not hold those behind it. If it is sent again later, it
// goes in its place by Order among those that still wait.
//
// # What a receiver does
//
// It reads the body to the end, calls [Verify] with it (which is also a
// description for receivers in other languages: HMAC-SHA256 over timestamp, ".",
// key, "." and body, in hexadecimal), looks whether it has the key, and answers 2xx
// in either case. It answers only when the ticket is on its disk. While a secret
// is replaced, we sign with the new one and the old one.
//
// # What leaves no trace
//
// Config.Log is told keys, kinds, counts and codes: no addresses (a webhook's may
// have a token in it, a mail's is a person), no bodies, no answers, no secrets.
// A [Secret] prints as asterisks. A webhook's address is not in its slip; its
// name is. Answers are bounded in bytes, and made one line, before they are kept.
// What is not encrypted goes to this machine only, and the connection is asked
// whether it truly does.
//
// # Disk
//
// The [Store] is the caller's. A Slip is written before an attempt and after
// it. Should the write after it fail, the outcome stays in memory and is
// written when the disk can again (Config.Trouble is told, and nothing departs
// until then); should the program die first, the parcel goes once more.
//
// # Threads and time
//
// All methods may be called from any goroutine. Run has one goroutine for the
// plan and one for each attempt; it returns when all have ended. Send, Retry and
// the ends of attempts wait for the disk under one lock. Now, the timer and the random
// numbers are Config's. Only the deadlines of sockets are the system's own.
// Due times are wall-clock times, because they outlive the process; they are looked
// at once a minute at least, and one further off than any wait can be was written
// before the clock was set back, and is due.
//
// # How to test it
//
// With a map for a store, net.Pipe for a network and a synctest bubble, in
// which 70 hours pass at once; and with a real HTTP receiver and a real SMTP
// server on this machine, which refuse, answer 500 and 451, and hang up after the
// body. The kill test runs this test binary as another process and kills it
// between the receiver's yes and the disk.
package courier
