// Package guard checks a text before it is sent to a customer, on the desk and
// without a network. It says what is wrong and where, and what to do instead;
// whether the agent may send all the same is the caller's rule.
//
// # What it objects to
//
// Asking for a password, a one-time password, a PIN, or a card's number or code
// is blocked (G-SEC-01), and a screenshot is offered instead (G-SEC-02). An
// empty blank is blocked in a canned response and warned of elsewhere
// (G-HAND-02). Warned of are a second question (G-COMM-02), another language
// than English unless the team allows it (G-COMM-01, A-27), an account change
// before the identity is verified (G-SEC-03), and shouting and blame, which the
// guide calls unprofessional (G-COMM-05).
//
// # How it judges
//
// By words in their sentence, never by a word alone: "we will never ask for your
// OTP" and "enter it on the login page" tell the customer something, and ask
// for nothing. Disguises ("p a s s w o r d", "0TP") are taken off first. What
// the customer wrote, in quotation marks, is not judged.
//
// # Promises
//
// [Check] is pure, linear in the length of the text, and returns objections in
// the order of the text. It reads English, Hinglish and Hindi; a request in
// another language is warned of as such only.
//
// # Testing
//
// Two tables of sentences, those that must be objected to and those that must
// not, a fuzz target and a benchmark.
package guard
