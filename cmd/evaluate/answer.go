package main

import (
	"encoding/json"
	"fmt"
	"slices"
)

// answer is a line of floorhub score.
type answer struct {
	Turn    int64    `json:"turn"`
	Micros  int64    `json:"micros"`
	Over    []string `json:"over"`
	Alert   []string `json:"alert"`
	Fired   []string `json:"fired"`
	Revised []struct {
		Turn int64  `json:"turn"`
		Rule string `json:"rule"`
	} `json:"revised"`
}

// measured is a line with its answer.
type measured struct {
	asked
	answer
}

// loadMeasured puts the answers beside the lines.
func loadMeasured(folder, answers string) ([]measured, error) {
	lines, err := loadAsked(folder)
	if err != nil {
		return nil, err
	}
	all := make([]measured, 0, len(lines))
	err = eachLine(answers, func(raw []byte) error {
		var a answer
		if err := json.Unmarshal(raw, &a); err != nil {
			return err
		}
		if len(all) == len(lines) || lines[len(all)].turn != a.Turn {
			return fmt.Errorf("is no answer to line %d of the sets", len(all)+1)
		}
		all = append(all, measured{lines[len(all)], a})
		return nil
	})
	if err == nil && len(all) != len(lines) {
		err = fmt.Errorf("%d lines were asked and %d answered", len(lines), len(all))
	}
	return all, err
}

// labelsOf are the labels that say that a rule was right. Read-only.
var labelsOf = map[string][]string{
	"frustration":   {"dissatisfied", "dissatisfied_core", "complaint", "service_complaint"},
	"human_request": {"human_request"},
	"bot_wrong":     {"bot_bad", "bot_bad_core"},
	"hallucination": {"hallucination"},
	"technical":     {"technical", "not_working"},
	"billing":       {"billing"},
	"bot_repeat":    {"bot_repeat"}, "customer_repeat": {"same_question"},
}

// immediate are the rules whose alerts call somebody within 30 seconds; billing
// and technical alert only when they are beyond the bot. Read-only.
var immediate = []string{"frustration", "human_request", "bot_wrong", "hallucination", "technical", "billing"}

// verdict says what labels say of a rule: right, wrong, or nothing.
func verdict(rule string, labels map[string]int) (right, labelled bool) {
	for _, l := range labelsOf[rule] {
		y, ok := labels[l]
		labelled = labelled || ok
		right = right || y != 0
	}
	return right, labelled
}

// judge says what the labels say of an alert that was raised on line i. That of
// bot_wrong on a customer's line is about the bot's line that it revises.
func judge(all []measured, i int, rule string) (right, labelled bool) {
	m := &all[i]
	if rule != "bot_wrong" || !m.customer {
		return verdict(rule, m.labels)
	}
	for k := i - 1; k >= 0 && all[k].set == m.set && all[k].dialog == m.dialog; k-- {
		if slices.ContainsFunc(m.Revised, func(v struct {
			Turn int64  `json:"turn"`
			Rule string `json:"rule"`
		},
		) bool {
			return v.Turn == all[k].turn
		}) {
			return verdict(rule, all[k].labels)
		}
	}
	return false, false
}
