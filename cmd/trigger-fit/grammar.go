package main

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// grammar is what people write when they ask for a person, and what only
// looks like it. It was written for this project: a choice stands between
// braces, a name in angle brackets is another entry.
type grammar map[string]string

// The sets of lines that the grammars make.
const (
	ownHuman = "own_human"
	ownFault = "own_fault"
	ownMixed = "own_mixed"
	ownMoney = "own_money"
)

// say expands the i-th line of the entry named name, so that each has its turn.
func (g grammar) say(name string, i int, rng *rand.Rand) string {
	all := strings.Split(strings.TrimSpace(g[name]), "\n")
	return strings.Join(strings.Fields(g.expand(all[i%len(all)], rng)), " ")
}

// pick returns one of the lines of an entry.
func pick(lines string, rng *rand.Rand) string {
	all := strings.Split(strings.TrimSpace(lines), "\n")
	return strings.TrimSpace(all[rng.IntN(len(all))])
}

func (g grammar) expand(s string, rng *rand.Rand) string {
	for {
		from := strings.LastIndexByte(s, '{')
		if from < 0 {
			break
		}
		to := from + strings.IndexByte(s[from:], '}')
		choices := strings.Split(s[from+1:to], "|")
		s = s[:from] + choices[rng.IntN(len(choices))] + s[to+1:]
	}
	for {
		from := strings.IndexByte(s, '<')
		if from < 0 {
			return s
		}
		to := from + strings.IndexByte(s[from:], '>')
		s = s[:from] + g.expand(pick(g[s[from+1:to]], rng), rng) + s[to+1:]
	}
}

// ownRows makes n lines of g that have label and n that have not. Every third
// is misspelt, in up to two words.
func ownRows(g grammar, label string, n int) (rows []row) {
	rng := rand.New(rand.NewPCG(2026, 3)) // #nosec G404 -- a draw that can be repeated is what is wanted
	for i := range 2 * n {
		name, y := "ask", 1
		if i%2 == 1 {
			name, y = "miss", 0
		}
		text := g.say(name, i/2, rng)
		if rng.IntN(3) == 0 {
			text = misspell(misspell(text, rng), rng)
		}
		rows = append(rows, row{
			Dialog: "own-" + label + strconv.Itoa(i), Speaker: "user", Text: text, Labels: map[string]int{label: y},
		})
	}
	return rows
}

// mixedRows puts an ordinary line of a customer before or after each of own:
// people say what it is about, and then what they want. What is asked for
// counts however much else is said.
func mixedRows(c corpus, own []row, label string) (rows []row) {
	rng := rand.New(rand.NewPCG(2026, 4)) // #nosec G404 -- a draw that can be repeated is what is wanted
	for _, set := range []string{"banking77", "clinc150", "multidogo"} {
		if len(c[set]) == 0 {
			return nil
		}
	}
	for i := range own {
		set := []string{"banking77", "clinc150", "multidogo"}[i/2%3]
		first, second := c[set][rng.IntN(len(c[set]))].Text, own[i].Text
		if rng.IntN(4) == 0 {
			first, second = second, first
		}
		rows = append(rows, row{
			Dialog: "mixed-" + label + strconv.Itoa(i), Speaker: "user", Text: first + [...]string{". ", "? ", ", ", " "}[rng.IntN(4)] + second, Labels: own[i].Labels,
		})
	}
	return rows
}

// misspell loses, doubles or turns a letter inside one longer word.
func misspell(text string, rng *rand.Rand) string {
	ws := strings.Fields(text)
	i := rng.IntN(len(ws))
	r := []rune(ws[i])
	if len(r) < 5 {
		return text
	}
	at := 1 + rng.IntN(len(r)-2)
	switch rng.IntN(3) {
	case 0:
		r = append(r[:at], r[at+1:]...)
	case 1:
		r[at], r[at+1] = r[at+1], r[at]
	default:
		r = append(r[:at+1], r[at:]...)
	}
	ws[i] = string(r)
	return strings.Join(ws, " ")
}
