package practice

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/assets"
)

func shipped(t *testing.T) []*Scenario {
	t.Helper()
	all, err := LoadScenarios(assets.Practice())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestScenariosBringAboutEveryTrigger(t *testing.T) {
	all := shipped(t)
	if len(all) < 12 {
		t.Errorf("%d scenarios, want at least 12", len(all))
	}
	covered := make(map[string]bool)
	for _, s := range all {
		for _, id := range s.Covers {
			covered[id] = true
		}
	}
	// G-TRIG-01 to G-TRIG-10, and the calm chat of G-TRIG-11.
	for _, id := range []string{
		"G-TRIG-01", "G-TRIG-02", "G-TRIG-03", "G-TRIG-04", "G-TRIG-05", "G-TRIG-06",
		"G-TRIG-07", "G-TRIG-08", "G-TRIG-09", "G-TRIG-10", "G-TRIG-11",
	} {
		if !covered[id] {
			t.Errorf("no scenario brings about %s", id)
		}
	}
}

// What a script promises must be in its lines, as far as that can be counted.
func TestScenariosKeepTheirPromises(t *testing.T) {
	bot, err := LoadBot(assets.Practice())
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]func(*Scenario) bool{
		"G-TRIG-07": func(s *Scenario) bool { return length(s) > 120 },
		"G-TRIG-08": func(s *Scenario) bool { return repeats(botLines(bot, s)) >= 2 },
		"G-TRIG-10": func(s *Scenario) bool { return leastSure(s) < 0.70 },
		"G-TRIG-11": func(s *Scenario) bool { return calm(bot, s) },
	}
	for _, s := range shipped(t) {
		for _, id := range s.Covers {
			if keeps := kept[id]; keeps != nil && !keeps(s) {
				t.Errorf("%s does not bring about %s", s.Name, id)
			}
		}
		if s.About == "" || (len(s.WithAgent) == 0) {
			t.Errorf("%s does not say what it is about, or has nothing to say to an agent", s.Name)
		}
	}
}

// length is how long a script takes at the least, in seconds.
func length(s *Scenario) (sum float64) {
	for _, st := range s.Steps {
		sum += st.Pause
	}
	return sum
}

func botLines(bot *Bot, s *Scenario) (said []string) {
	asked := ""
	for _, st := range s.Steps {
		switch st.Act {
		case ActCustomer:
			asked = st.Text
		case ActBot:
			said = append(said, st.Text)
		case ActAnswer:
			text, _ := bot.Answer(asked)
			said = append(said, text)
		}
	}
	return said
}

func repeats(said []string) (most int) {
	count := make(map[string]int)
	for _, text := range said {
		count[text]++
		most = max(most, count[text])
	}
	return most
}

func leastSure(s *Scenario) float64 {
	least := 1.0
	for _, st := range s.Steps {
		if st.Confidence != nil {
			least = min(least, *st.Confidence)
		}
	}
	return least
}

// calm reports whether no wording of the customer makes the bot unsure or
// makes it say one thing twice.
func calm(bot *Bot, s *Scenario) bool {
	for i, st := range s.Steps {
		if st.Act != ActCustomer || i+1 >= len(s.Steps) || s.Steps[i+1].Act != ActAnswer {
			continue
		}
		for _, words := range append([]string{st.Text}, st.Or...) {
			if _, sure := bot.Answer(words); sure.Float() < 0.70 {
				return false
			}
		}
	}
	return repeats(botLines(bot, s)) < 2 && leastSure(s) >= 0.70
}

func TestScenariosHaveTheKindsThatAFloorNeeds(t *testing.T) {
	all := shipped(t)
	for what, is := range map[string]func(*Scenario) bool{
		"a silent customer":    func(s *Scenario) bool { return s.Name == "silent" && length(s) > 300 },
		"a returning customer": func(s *Scenario) bool { return len(s.Before) > 1 },
		"Hinglish":             func(s *Scenario) bool { return s.Locale == "hi-Latn" },
		"Hindi":                func(s *Scenario) bool { return s.Locale == "hi-IN" && strings.ContainsRune(s.Steps[0].Text, 'न') },
		"a queued chat":        func(s *Scenario) bool { return s.queued() },
		"WhatsApp":             func(s *Scenario) bool { return s.Channel == chat.ChannelWhatsApp },
		"a very long name":     func(s *Scenario) bool { return len(s.People[0].Name) > 100 },
	} {
		if !slices.ContainsFunc(all, is) {
			t.Errorf("no scenario has %s", what)
		}
	}
}

func TestMalformedScenarios(t *testing.T) {
	for name, in := range map[string]string{
		"not JSON":      `{`,
		"nobody":        `{"end":"x","steps":[{"act":"answer"}]}`,
		"no steps":      `{"end":"x","people":[{"name":"A"}]}`,
		"no end":        `{"people":[{"name":"A"}],"steps":[{"act":"answer"}]}`,
		"strange act":   `{"end":"x","people":[{"name":"A"}],"steps":[{"act":"dance"}]}`,
		"no words":      `{"end":"x","people":[{"name":"A"}],"steps":[{"act":"bot"}]}`,
		"too sure":      `{"end":"x","people":[{"name":"A"}],"steps":[{"act":"bot","text":"x","confidence":2}]}`,
		"unsure person": `{"end":"x","people":[{"name":"A"}],"steps":[{"act":"customer","text":"x","confidence":0.5}]}`,
		"unknown field": `{"end":"x","people":[{"name":"A"}],"steps":[{"act":"answer","txt":"x"}]}`,
		"endless pause": `{"end":"x","people":[{"name":"A"}],"steps":[{"act":"wait","pause":1e9}]}`,
	} {
		if _, err := parseScenario(name, []byte(in)); !errors.Is(err, ErrScenario) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
