package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
)

// cli is the command line.
type cli struct {
	Questions questionsCmd `cmd:"" help:"Print turns about invented articles."`
	Summary   summaryCmd   `cmd:"" help:"Print the table of goals, and put it into README."`
}

type questionsCmd struct{}

// Run prints a question and an answer for each.
func (c *questionsCmd) Run(out io.Writer) error {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	for _, l := range inventedLines() {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return w.Flush()
}

type summaryCmd struct {
	Data    string `help:"The labelled sets." required:"" type:"existingdir"`
	Answers string `help:"What floorhub score said of all sets." required:"" type:"existingfile"`
	Report  string `help:"What evaluate.py --json wrote." required:"" type:"existingfile"`
	Fit     string `help:"What the programs that fit printed." type:"existingfile"`
	Row     string `help:"What floorhub score --generated 5000 printed of the questions." type:"existingfile"`
	Looked  string `help:"What it said of them." type:"existingfile"`
	Readme  string `help:"Put the table into this file." type:"existingfile"`
	Date    string `help:"The day of the measurement." required:""`
	On      string `help:"What it was measured on, in words."`
}

// Run prints both tables.
func (c *summaryCmd) Run(out io.Writer) error {
	all, err := loadMeasured(c.Data, c.Answers)
	if err != nil {
		return err
	}
	r := &results{sets: count(all), shops: shopsF1(all)}
	if r.report, err = loadReport(c.Report); err != nil {
		return err
	}
	fit, err := contents(c.Fit)
	if err != nil {
		return err
	}
	row, err := contents(c.Row)
	if err != nil {
		return err
	}
	r.fits, r.row = parseFits(fit), parseRow(row)
	found, err := c.suspected()
	if err != nil {
		return err
	}
	table := c.preface(r) + "\n\n" + goalTable(goals(r)) + "\n" + found + afterword
	if _, err := fmt.Fprintf(out, "%s\n%s", table, setTable(r.sets, r.report)); err != nil {
		return err
	}
	if c.Readme == "" {
		return nil
	}
	return replaceTable(c.Readme, table)
}

// contents reads a file; none has none.
func contents(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	raw, err := os.ReadFile(path) // #nosec G304 -- a file of who runs the measurement
	return string(raw), err
}

func main() {
	var c cli
	ctx := kong.Parse(&c, kong.Name("evaluate"), kong.Description("What evaluate.py does not print, and the table of goals."))
	ctx.BindTo(os.Stdout, (*io.Writer)(nil))
	ctx.FatalIfErrorf(ctx.Run())
}
