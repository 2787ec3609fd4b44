// Program evaluate adds to evaluate.py, which measures floorhub score on
// labelled dialogues, what an issue's table of goals asks for besides, and
// writes that table into README. make evaluate runs it; .ci/evaluate says how.
//
//	go run ./cmd/evaluate questions
//	go run ./cmd/evaluate summary --data FOLDER --answers F --report F --date D [--fit F] [--row F] [--looked F] [--readme README.md]
//
// questions prints turns about 5,000 invented articles, half of whose answers
// are invented too: for the row that says how long looking answers up takes,
// and to see that it finds them.
//
// summary reads the sets once more, in evaluate.py's order, beside the raw
// answers of floorhub score: so it knows of each line its set and its labels,
// which the program that was measured never did. It computes false alerts an
// agent-hour, the share of messages that seem to ask for a person where nobody
// did, and alerts for 100 dialogues; takes everything else from evaluate.py's
// JSON; and prints both tables. With --readme it puts them between the two
// comments in that file.
//
// # Which figures to believe
//
// The development half of a set that weights were fitted on says little: the
// table marks such rows. Beside them stand two figures from trigger-fit
// -out-of-family and knowledge-fit: with a fifth of the dialogues left out of
// the fit, which is what the half that is kept back should show, and with the
// whole set left out, which is what another trade should. A goal counts as met
// by the first of them, or by the plain figure where nothing was fitted.
package main
