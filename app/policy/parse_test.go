package policy_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// edit replaces the first line that begins with from, after the table header
// if one is given, and returns the file and that line's number.
func edit(t *testing.T, table, from, to string) (file []byte, line int) {
	t.Helper()
	lines := strings.Split(string(shipped(t)), "\n")
	in := table == ""
	for i, l := range lines {
		if table != "" && l == table {
			in = true
		}
		if in && strings.HasPrefix(l, from) {
			lines[i] = to
			return []byte(strings.Join(lines, "\n")), i + 1
		}
	}
	t.Fatalf("no line %q in table %q", from, table)
	return nil, 0
}

func TestParseRefuses(t *testing.T) {
	for _, tc := range []struct {
		name, table, from, to string
		key, words            string
		column                int
	}{
		{"out of range", "[takeover]", "immediate", `immediate = "0s"`, "takeover.immediate", "between 1s and 10m", 1},
		{"indented", "[takeover]", "immediate", `   immediate = "0s"`, "takeover.immediate", "between", 4},
		{"a bare number is not a time", "[takeover]", "immediate", `immediate = 30`, "takeover.immediate", "in quotes", 1},
		{"nonsense", "[takeover]", "immediate", `immediate = "soon"`, "takeover.immediate", "not a time", 1},
		{"at odds", "[takeover]", "proactive", `proactive = "29s"`, "takeover.proactive", "takeover.immediate", 1},
		{"score over one", "[trigger]", "confidence", `confidence = 1.2`, "trigger.confidence", "between 0 and 1", 1},
		{"score of nan", "[trigger]", "confidence", `confidence = nan`, "trigger.confidence", "between 0 and 1", 1},
		{"score too fine", "[trigger]", "confidence", `confidence = 0.69999`, "trigger.confidence", "four decimals", 1},
		{"rearm under threshold", "[trigger]", "confidence_rearm", `confidence_rearm = 0.69`, "trigger.confidence_rearm", "trigger.confidence", 1},
		{"count too small", "[trigger]", "repeat_bot", `repeat_bot = 1`, "trigger.repeat_bot", "between 2 and 8", 1},
		{"count is not whole", "[trigger]", "repeat_bot", `repeat_bot = 2.0`, "trigger.repeat_bot", "whole number", 1},
		{"alert under notice", "[rules.bot_repeat]", "alert", `alert = 0.1`, "rules.bot_repeat.alert", "notice", 1},
		{"notice under alert", "[rules.low_confidence]", "notice", `notice = 0.6`, "rules.low_confidence.notice", "trigger.confidence", 1},
		{"no such severity", "[severity]", "technical", `technical = "loud"`, "severity.technical", "beyond", 1},
		{"a phrase twice", "[severity]", "billing_safe", `billing_safe = ["a b", "a b"]`, "severity.billing_safe", "twice", 1},
		{"an empty phrase", "[severity]", "billing_safe", `billing_safe = [""]`, "severity.billing_safe", "empty", 1},
		{"no phrase", "[severity]", "billing_safe", `billing_safe = [1]`, "severity.billing_safe", "in quotes", 1},
		{"notice of nought", "[rules.stuck]", "notice", `notice = 0`, "rules.stuck.notice", "more than 0", 1},
		{"steps must rise", "[handover]", "steps", `steps = ["10s", "10s", "30s"]`, "handover.steps", "later than the one before", 1},
		{"steps are three", "[handover]", "steps", `steps = ["10s"]`, "handover.steps", "3 times", 1},
		{"warn must rise", "[warn]", "at", `at = [80, 50]`, "warn.at", "greater", 1},
		{"term", "[callback]", "standard", `standard = "tomorrow"`, "callback.standard", "same day", 1},
		{"window", "[cover]", "window", `window = "19:00-10:00"`, "cover.window", "window", 1},
		{"zone", "[cover]", "zone", `zone = "Local"`, "cover.zone", "time zone", 1},
		{"no such zone", "[cover]", "zone", `zone = "Asia/Nowhere"`, "cover.zone", "time zone", 1},
		{"no slot", "[texts]", "takeover", `takeover = "Hello."`, "texts.takeover", "{agent}", 1},
		{"two slots", "[texts]", "takeover", `takeover = "{agent} {agent}"`, "texts.takeover", "exactly once", 1},
		{"unknown slot", "[texts]", "takeover", `takeover = "{agent} of {team}"`, "texts.takeover", "brace", 1},
		{"two lines", "[texts]", "takeover", `takeover = "{agent}\nis here"`, "texts.takeover", "one line", 1},
		{"empty name", "[floor]", "name", `name = " "`, "floor.name", "empty", 1},
		{"unknown key", "[toasts]", "max", `most = 6`, "toasts.most", "not a key", 1},
		{"unknown beside known", "[agent]", "cap", `cap = 5 # fine` + "\nlimit = 6", "agent.limit", "not a key", 1},
		{"unknown in an inline table", "[upload]", "max", `max = { bytes = 5 }`, "upload.max.bytes", "not a key", 9},
		{"unknown table", "", "[note]", "[notes]", "notes", "not a key", 2},
		{"not TOML", "[ack]", "auto", `auto = = "15s"`, "", "", 8},
		{"twice", "[ack]", "auto", "auto = \"15s\"\nauto = \"16s\"", "", "", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			file, line := edit(t, tc.table, tc.from, tc.to)
			p, err := policy.Parse(file)
			var pe *policy.ParseError
			if !errors.As(err, &pe) {
				t.Fatalf("error is %v, want a ParseError", err)
			}
			if p != (policy.Policy{}) {
				t.Error("a refused file left something of a policy")
			}
			if strings.Contains(tc.to, "\n") {
				line++
			}
			if pe.Line != line || tc.column > 0 && pe.Column != tc.column {
				t.Errorf("points at %d:%d, want %d:%d (%v)", pe.Line, pe.Column, line, tc.column, pe)
			}
			if tc.key != "" && pe.Key != tc.key || !strings.Contains(pe.Words, tc.words) {
				t.Errorf("says %v, want %s and %q", pe, tc.key, tc.words)
			}
		})
	}
}

// without takes a key with all of its value out of a file and returns where the
// table of the key stands.
func without(t *testing.T, table, name string) (file []byte, line int) {
	t.Helper()
	lines := strings.Split(string(shipped(t)), "\n")
	in := table == ""
	for i, l := range lines {
		if table != "" && l == table {
			in, line = true, i+1
		}
		if !in || !strings.HasPrefix(l, name+" =") {
			continue
		}
		end := i + 1
		for strings.HasPrefix(lines[end], " ") || lines[end] == "]" {
			end++
		}
		if strings.HasSuffix(l, `"""`) { // a text of several lines
			end += slices.Index(lines[end:], `"""`) + 1
		}
		return []byte(strings.Join(slices.Delete(lines, i, end), "\n")), line
	}
	t.Fatalf("no key %q in table %q", name, table)
	return nil, 0
}

// Nothing may be left out: a default that nobody chose is worse than a
// refusal. What is missing is pointed at where it belongs.
func TestParseNeedsEveryKey(t *testing.T) {
	for _, e := range whole() {
		table, name, column := "", e.Key, 1
		if i := strings.LastIndexByte(e.Key, '.'); i >= 0 {
			table, name = "["+e.Key[:i]+"]", e.Key[i+1:]
			column = strings.LastIndexAny(table, "[.") + 2
		}
		file, line := without(t, table, name)
		_, err := policy.ParseEdition(file)
		var pe *policy.ParseError
		if !errors.As(err, &pe) || pe.Key != e.Key || !strings.Contains(pe.Words, "missing") {
			t.Errorf("without %s: %v", e.Key, err)
		} else if pe.Line != max(line, 1) || pe.Column != column {
			t.Errorf("without %s it points at %d:%d, want %d:%d", e.Key, pe.Line, pe.Column, line, column)
		}
	}
	// A table that is not there at all is missing at the end.
	file := strings.Replace(string(shipped(t)), "[floor]\nname = \"Practice floor\"\n", "", 1)
	_, err := policy.Parse([]byte(file))
	var pe *policy.ParseError
	if !errors.As(err, &pe) || pe.Key != "floor.name" || pe.Line != strings.Count(file, "\n") {
		t.Errorf("without [floor]: %v", err)
	}
}

func TestParseAcceptsOtherSpellings(t *testing.T) {
	file, _ := edit(t, "[upload]", "max", "max = 5_242_880")
	if p, err := policy.Parse(file); err != nil || p != parsed(t) {
		t.Errorf("underscores: %v", err)
	}
	dotted := strings.Replace(string(shipped(t)), "[floor]\nname", "floor.name", 1)
	dotted = strings.Replace(dotted, "[agent]\ncap = 5", "[agent]\n\"cap\" = 0x5", 1)
	if p, err := policy.Parse([]byte(dotted)); err != nil || p != parsed(t) {
		t.Errorf("dotted and quoted keys: %v", err)
	}
}

func TestParseRefusesTooLarge(t *testing.T) {
	if _, err := policy.Parse(make([]byte, policy.MaxBytes+1)); err == nil {
		t.Error("accepted a file over the limit")
	}
}

// A Policy is handed to many goroutines, so no part of a copy may be shared.
func TestPolicyHasNoReferences(t *testing.T) {
	var look func(reflect.Type, string)
	look = func(ty reflect.Type, path string) {
		switch ty.Kind() {
		case reflect.Struct:
			for i := range ty.NumField() {
				look(ty.Field(i).Type, path+"."+ty.Field(i).Name)
			}
		case reflect.Array:
			look(ty.Elem(), path+"[]")
		case reflect.Slice, reflect.Map, reflect.Pointer, reflect.Chan, reflect.Func, reflect.Interface:
			t.Errorf("%s is a %s", path, ty.Kind())
		}
	}
	look(reflect.TypeFor[policy.Policy](), "Policy")
}

func TestLevels(t *testing.T) {
	p := parsed(t)
	for _, tc := range []struct {
		rule  chat.RuleID
		score chat.Score
		level chat.Level
	}{
		{policy.RuleLowConfidence, chat.ScoreOf(6999), chat.LevelAlert}, // G-TRIG-10
		{policy.RuleLowConfidence, chat.ScoreOf(7000), ""},
		{policy.RuleLowConfidence, chat.ScoreOf(0), chat.LevelAlert},
		{policy.RuleLowConfidence, 0, ""}, // no score is not a low score
		{policy.RuleHumanRequest, chat.ScoreOf(4999), ""},
		{policy.RuleHumanRequest, chat.ScoreOf(5000), chat.LevelNotice},
		{policy.RuleHumanRequest, chat.ScoreOf(8999), chat.LevelNotice},
		{policy.RuleHumanRequest, chat.ScoreOf(9000), chat.LevelAlert},
		{policy.RuleFrustration, chat.ScoreOf(9849), chat.LevelNotice},
		{policy.RuleFrustration, chat.ScoreOf(9850), chat.LevelAlert},
		{policy.RuleStuck, chat.ScoreOf(4999), ""},
		{policy.RuleStuck, chat.ScoreOf(5000), chat.LevelAlert}, // G-TRIG-07
		{policy.RuleBotRepeat, chat.ScoreOf(4999), ""},
		{policy.RuleBotRepeat, chat.ScoreOf(5000), chat.LevelNotice},
		{policy.RuleBotRepeat, chat.ScoreOf(9500), chat.LevelAlert},
	} {
		th, ok := p.Rule(tc.rule)
		if !ok {
			t.Fatalf("%s is not known", tc.rule)
		}
		if level, _, _ := th.Level(tc.score); level != tc.level {
			t.Errorf("%s at %d is %q, want %q", tc.rule, tc.score.TenThousandths(), level, tc.level)
		}
	}
	if _, ok := p.Rule("no_such_rule"); ok {
		t.Error("an unknown rule has thresholds")
	}
}

func TestHelpers(t *testing.T) {
	p := parsed(t)
	if got := p.Texts.TakenOverBy("Asha {agent}"); !strings.HasPrefix(got, "Asha {agent} from") {
		t.Errorf("takeover line is %q", got)
	}
	if p.TakeOverWithin(chat.TierImmediate) != 30*time.Second || p.TakeOverWithin(chat.TierProactive) != 2*time.Minute {
		t.Error("the tiers have the wrong deadlines")
	}
	if p.Cover.Location().String() != "Asia/Kolkata" {
		t.Error("the zone is lost")
	}
}

// Whatever a file holds, it gives a whole edition or an error with a place.
func FuzzParseEdition(f *testing.F) {
	f.Add(shipped(f))
	f.Add([]byte("version = 1\n[floor]\nname = \"x\"\n"))
	f.Add([]byte("[[version]]\na = {b = {c = 1}}\n"))
	f.Add([]byte("a.\"b.c\".d = [{e = 1}, {f = 2}]\nversion = {}"))
	f.Add([]byte("[[escalation.matrix]]\n[escalation.matrix.x]\n[[escalation.matrix.y]]\n[[escalation.matrix]]\n"))
	f.Add([]byte("escalation.matrix = [[], [{}], [[{a = [1]}]]]"))
	f.Fuzz(func(t *testing.T, file []byte) {
		e, err := policy.ParseEdition(file)
		var pe *policy.ParseError
		switch {
		case err == nil:
			checkEdition(t, e, file)
		case !errors.As(err, &pe) || pe.Words == "":
			t.Errorf("error is %#v", err)
		case e != nil:
			t.Error("a refused file left something of an edition")
		case len(file) <= policy.MaxBytes && (pe.Line < 1 || pe.Column < 1 || pe.Line > strings.Count(string(file), "\n")+1):
			t.Errorf("%v points nowhere", pe)
		}
	})
}

// checkEdition checks what holds for all that was accepted.
func checkEdition(t *testing.T, e *policy.Edition, file []byte) {
	t.Helper()
	if p := e.Policy; p.Version < 1 || p.TakeOver.Immediate <= 0 || p.Reply.Max <= 0 {
		t.Error("accepted a policy that is out of range")
	}
	if err := e.Form.Check(); err != nil {
		t.Error(err)
	}
	if string(e.File) != string(file) || len(policy.Diff(e, e)) != 0 {
		t.Error("the edition is not that of its file")
	}
	if _, err := policy.ParseEdition(append(file, '\n')); len(file) < policy.MaxBytes && err != nil {
		t.Errorf("one line more: %v", err)
	}
}
