package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"floorwalker/cmd/internal/articles"
)

// How many articles are invented, and how many questions are asked of them.
// The seed is the one that floorhub score takes unless it is told another.
const (
	inventedArticles  = 5000
	inventedQuestions = 4000
	inventedSeed      = 1
)

func inventedLines() []articles.Line {
	return articles.Asked(inventedSeed, inventedArticles, inventedQuestions)
}

// lookups is the row of floorhub score --generated.
type lookups struct {
	articles, lines string
	median, p99     float64 // milliseconds
}

var rowLine = regexp.MustCompile(`(?m)^hallucination, ([\d,]+) articles: median ([\d.]+) ms, p99 ([\d.]+) ms, ([\d,]+) lines asked`)

func parseRow(text string) lookups {
	m := rowLine.FindStringSubmatch(text)
	if m == nil {
		return lookups{articles: "5,000"}
	}
	return lookups{articles: m[1], median: number(m[2]), p99: number(m[3]), lines: m[4]}
}

// suspected says in a sentence how many of the invented answers were suspected,
// and how many of those that say what an article says.
func (c *summaryCmd) suspected() (string, error) {
	if c.Looked == "" {
		return "", nil
	}
	lines := inventedLines()
	n, caught, wronged, answers := 0, 0, 0, 0
	err := eachLine(c.Looked, func(raw []byte) error {
		var a answer
		if err := json.Unmarshal(raw, &a); err != nil {
			return err
		}
		if n == len(lines) || int64(lines[n].Turn) != a.Turn {
			return fmt.Errorf("is no answer to line %d of the questions", n+1)
		}
		l := lines[n]
		n++
		if l.From == "bot" {
			answers++
		}
		switch over := slices.Contains(a.Over, "hallucination"); {
		case over && l.Invented:
			caught++
		case over:
			wronged++
		}
		return nil
	})
	if err == nil && n != len(lines) {
		err = fmt.Errorf("%d questions were asked and %d answered", len(lines), n)
	}
	return fmt.Sprintf("Of %d answers about %d invented articles half were right; %d of the other half were suspected, and %d of the right ones.\n\n",
		answers, inventedArticles, caught, wronged), err
}
