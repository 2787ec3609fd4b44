package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// row is a turn of a set.
type row struct {
	Set     string         `json:"set"`
	Dialog  string         `json:"dialog"`
	Turn    int            `json:"turn"`
	Speaker string         `json:"speaker"`
	Text    string         `json:"text"`
	Labels  map[string]int `json:"labels"`
	Raw     struct {
		Text2  string `json:"text2"`
		Repo   string `json:"repo"`
		Intent any    `json:"intent"`
		Bot    string `json:"bot"`
		Domain string `json:"domain"`
		System string `json:"system"`
	} `json:"raw"`
}

// label returns the label of a row and whether it has one.
func (r *row) label(name string) (y, ok bool) {
	v, ok := r.Labels[name]
	return v != 0, ok
}

// intent returns the intent of a row where there is exactly one.
func (r *row) intent() string {
	s, _ := r.Raw.Intent.(string)
	return s
}

// licensed are the sets that weights may be fitted on; NOTICE names them.
// Read-only.
var licensed = []string{"dbdc3", "nlupp", "banking77", "pairs_banking77", "clinc150", "multidogo", "rasa", "hint3", "ruarobot"}

// free are the repositories in rasa whose rows may be fitted on: the third is
// under the GPL. Read-only.
var free = map[string]bool{"RasaHQ+financial-demo": true, "RasaHQ+helpdesk-assistant": true}

// corpus is the rows of the sets by name, each in the order of its file.
type corpus map[string][]row

// load reads the sets that may be fitted on from folder. A set that is not
// there is left out, so that a fit can be tried on a few.
func load(folder string) (corpus, error) {
	c := corpus{}
	for _, set := range licensed {
		rows, err := loadSet(filepath.Join(folder, set, "dev.jsonl"))
		switch {
		case os.IsNotExist(err):
			continue
		case err != nil:
			return nil, fmt.Errorf("load %s: %w", set, err)
		}
		for _, r := range rows {
			if set != "rasa" || free[r.Raw.Repo] {
				c[set] = append(c[set], r)
			}
		}
	}
	c[ownHuman] = ownRows(humanGrammar, "human_request", ownLines)
	c[ownMixed] = mixedRows(c, c[ownHuman], "human_request")
	c[ownFault] = ownRows(faultGrammar, "not_working", ownLines)
	c[ownMoney] = ownRows(moneyGrammar, "billing", ownLines/2)
	return c, nil
}

// ownLines is how many lines of each kind a grammar makes at most.
const ownLines = 3000

func loadSet(path string) (rows []row, err error) {
	f, err := os.Open(path) // #nosec G304 G703 -- a folder of who runs the fit
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, lines.Err()
}
