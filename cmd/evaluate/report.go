package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// report is evaluate.py's JSON.
type report struct {
	Rows []struct {
		Set   string  `json:"set"`
		Label string  `json:"label"`
		When  string  `json:"when"`
		F1    float64 `json:"f1"`
		AP    float64 `json:"ap"`
		AUC   float64 `json:"auc"`
		FPR   float64 `json:"fpr"`
		Alert float64 `json:"alert_precision"`
		Count int     `json:"alerts"`
	} `json:"rows"`
	Median float64 `json:"micros_p50"`
	P99    float64 `json:"micros_p99"`
}

const (
	atTurn    = "at the turn"
	turnLater = "one turn later"
)

func loadReport(path string) (*report, error) {
	raw, err := os.ReadFile(path) // #nosec G304 -- a file of who runs the measurement
	if err != nil {
		return nil, err
	}
	r := new(report)
	return r, json.Unmarshal(raw, r)
}

// get returns a metric of a row; ok is false if the set was not measured.
func (r *report) get(set, label, when, metric string) (value float64, ok bool) {
	for _, row := range r.Rows {
		if row.Set != set || row.Label != label || row.When != when {
			continue
		}
		switch metric {
		case "F1":
			return row.F1, true
		case "AP":
			return row.AP, true
		case "AUC":
			return row.AUC, true
		case "FPR":
			return row.FPR, true
		}
	}
	return 0, false
}

// fits is what the programs that fit printed of what they left out.
type fits []fitted

// fitted is one line of it.
type fitted struct {
	model, without string
	lines          float64
	auc, ap, f1    float64 // f1 is that at the notice threshold
}

var (
	fittedLine = regexp.MustCompile(`(?m)^(\S+)\s+without (.+?)\s+(\d+) lines\s+AUC ([\d.]+)\s+AP ([\d.]+)\s+best F1 [\d.]+\s+F1 at the notice ([\d.]+)`)
	foldsLine  = regexp.MustCompile(`(?m)^\d+ rows; average precision ([\d.]+) in six folds`)
)

// knowledgeModel is the name under which the folds of knowledge-fit are kept.
const knowledgeModel = "hallucination"

// parseFits reads both programs' output. Without any the columns stay empty.
func parseFits(text string) (all fits) {
	for _, m := range fittedLine.FindAllStringSubmatch(text, -1) {
		all = append(all, fitted{m[1], strings.TrimSpace(m[2]), number(m[3]), number(m[4]), number(m[5]), number(m[6])})
	}
	if m := foldsLine.FindStringSubmatch(text); m != nil {
		all = append(all, fitted{model: knowledgeModel, without: "a fifth of q2_wow", ap: number(m[1])})
	}
	return all
}

func number(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0 // the expression lets nothing else through
	}
	return f
}

// get returns a metric of a model that was fitted without something, the mean
// over all whose name begins with one of starts, weighted by lines.
func (all fits) get(model, metric string, starts ...string) (mean float64, ok bool) {
	lines := 0.0
	for _, f := range all {
		if f.model != model || !slices.ContainsFunc(starts, func(s string) bool { return strings.HasPrefix(f.without, s) }) {
			continue
		}
		weight := max(f.lines, 1)
		mean += map[string]float64{"F1": f.f1, "AP": f.ap, "AUC": f.auc}[metric] * weight
		lines += weight
	}
	if lines == 0 {
		return 0, false
	}
	return mean / lines, true
}
