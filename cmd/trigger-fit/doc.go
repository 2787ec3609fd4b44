// Program trigger-fit makes the weights that app/trigger/learned scores with,
// and measures them.
//
//	go run ./cmd/trigger-fit fit -data FOLDER [-out assets/weights] [-out-of-family]
//
// # fit
//
// FOLDER holds the labelled sets, a folder each with a dev.jsonl. Only the
// sets in licensed are opened; NOTICE names them. The same rows give the same
// bytes: every order and every draw comes from a seed in this program, maps
// are never walked where order shows, and products are rounded before they
// are added, so that a processor that fuses the two comes to the same weights.
// A set that is missing is left out, and the weights are others.
//
// The stages build on one another. First how rare each stem is, then what
// stems mean, then the rules of the customer's line, then bot_wrong, then the
// answers that the customer's next line judges again. A line's features tell
// what was thought of the lines before it, so bot_wrong is fitted in rounds:
// each reads the dialogues with models that have not seen them (bot.go).
// Weights that no licensed set can teach are tables in hand.go and
// bot_features.go, with their reasons. The grammars make lines of our own that
// ask for a person or say that something does not work, and lines that only
// look like it. Half of the former stand beside a line of a licensed set,
// because people say what it is about before they ask.
//
// With -out-of-family each model is fitted again without each set, without
// each bot and without a fifth of the dialogues, and what it makes of those is
// printed: that is the figure to believe, not the one on its own lines.
//
// floorhub score --weights FILE measures what it made, on the path that the hub
// takes.
package main
