package register_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
)

// root is the repository, as seen from here.
const root = "../../.."

// measure finds a value by what the program does, and writes it.
type measure func(*testing.T, *policy.Edition) string

// measured are entries that are measured here: from is the value's line in the file
// that ships, to another one, and the two results are what the program then does.
var measured = []struct {
	key, from, to, shipped, changed string
	by                              measure
}{
	{"offer.agent", `agent = "20s"`, `agent = "21s"`, "20s", "21s", offered(chat.Forward{To: "ben"})},
	{"offer.queue", `queue = "60s"`, `queue = "61s"`, "1m0s", "1m1s", offered(chat.Forward{Queue: "Technical"})},
	{
		"texts.takeover", `joined this chat and will help you from here."`, `come."`,
		"asha from our support team has joined this chat and will help you from here.", "asha from our support team has come.", told(waiting, "asha", &chat.AcceptChat{}),
	},
	{
		"texts.join", `join = "{agent} from our support team has joined this chat."`, `join = "{agent} is here too."`,
		"ben from our support team has joined this chat.", "ben is here too.", told(served, "ben", &chat.Join{}),
	},
	{
		"texts.left", `left = "{agent} has left this chat."`, `left = "{agent} had to go."`,
		"asha has left this chat.", "asha had to go.", told(served, "asha", &chat.Leave{Reason: "end of my shift"}),
	},
	{"followup.attempts", "attempts = 3", "attempts = 2", "3", "2", attempts},
	{"note.min", "[note]\nmin = 10", "[note]\nmin = 17", "10", "17", leastNote},
	{"upload.max", "# In bytes: 5 MB.\nmax = 5242880", "max = 6000000", "5242880", "6000000", largestFile},
	{"upload.channels", "channels = []", `channels = [{ channel = "website", max = 4096 }]`, "5242880", "4096", largestFile},
	{"ring.secondary", `secondary = "15s"`, `secondary = "16s"`, "15s", "16s", movesOn(chat.RoleSecondary)},
	{"ring.lead", `lead = "25s"`, `lead = "40s"`, "25s", "40s", movesOn(chat.RoleLead)},
	{"alerts.repeats", "repeats = 3", "repeats = 5", "3", "5", rings},
	{"toasts.max", "[toasts]\n# A minute.\nmax = 6", "[toasts]\nmax = 2", "6", "2", shown},
	{"eyes_on.within", `within = "120s"`, `within = "45s"`, "2m0s", "45s", looked},
	{"trigger.confidence", "confidence = 0.70", "confidence = 0.6512", "0.7000", "0.6512", leastScore(chat.LevelAlert)},
	{"trigger.confidence_rearm", "confidence_rearm = 0.75", "confidence_rearm = 0.8123", "0.7500", "0.8123", rearms},
	{"rules.low_confidence.notice", "notice = 0.70", "notice = 0.7412", "0.7000", "0.7412", leastScore(chat.LevelNotice)},
	{"handover.ack", `ack = "10m"`, `ack = "11m"`, "10m0s", "11m0s", takenBy},
	{"scripts.call_followup", `["followup-phone"]`, `["closing-1", "followup-phone"]`, "followup-phone", "closing-1 followup-phone", card(chat.CallTechnical, "")},
	{"scripts.call_delayed", `["delayed-phone"]`, `["closing-1", "delayed-phone"]`, "delayed-phone", "closing-1 delayed-phone", card(chat.CallOvernight, "")},
	{"scripts.call_callback", `["callback-phone"]`, `["closing-1", "callback-phone"]`, "callback-phone", "closing-1 callback-phone", card(chat.CallPrefersPhone, "CB-1")},
	{"agent.cap", "cap = 5\n", "cap = 7\n", "5", "7", givenTo("asha")},
	{"agent.caps", "caps = {}", "caps = { asha = 9 }", "5", "9", givenTo("asha")},
	{"routing.assign", `assign = "manual"`, `assign = "auto"`, "0", "1", givenAtAll},
	{"routing.model", `model = "first_line"`, `model = "departments"`, "asha", "", whoHas("Billing")},
	{"routing.order", `["choice", "page"]`, `["page", "choice"]`, "Billing", "Technical", belongs},
	{"routing.rules", "rules = []", `rules = [{ name = "Rest", to = "General" }]`, "", "General", elsewhereBelongs},
	{"routing.overload", "overload = 80", "overload = 41", "4", "3", tooMuch},
	{"transfer.promise", `promise = "24h"`, `promise = "5h"`, "24h0m0s", "5h0m0s", promised},
	{
		"trigger.repeat_bot", "repeat_bot = 2", "repeat_bot = 4", "2", "4",
		repeats(policy.RuleBotRepeat, chat.SpeakerBot, chat.SpeakerCustomer, "Please restart the router and wait for two minutes."),
	},
	{
		"trigger.repeat_customer", "repeat_customer = 2", "repeat_customer = 3", "2", "3",
		repeats(policy.RuleCustomerRepeat, chat.SpeakerCustomer, chat.SpeakerBot, "when will my refund for the kettle arrive?"),
	},
}

// TestWhatTheProgramDoes measures each under the policy that ships, and again after
// the value alone was changed in the file.
func TestWhatTheProgramDoes(t *testing.T) {
	for _, m := range measured {
		t.Run(m.key, func(t *testing.T) {
			file := string(assets.DefaultPolicy)
			if strings.Count(file, m.from) != 1 {
				t.Fatalf("the file has %q %d times", m.from, strings.Count(file, m.from))
			}
			e, err := policy.ParseEdition([]byte(strings.Replace(file, m.from, m.to, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if d := policy.Diff(assets.Edition(), e); len(d) != 1 || d[0].Key != m.key {
				t.Fatalf("the edit changes %+v", d)
			}
			if got := m.by(t, assets.Edition()); got != m.shipped {
				t.Errorf("by the policy that ships it is %s, want %s", got, m.shipped)
			}
			if got := m.by(t, e); got != m.changed {
				t.Errorf("by the other policy it is %s, want %s", got, m.changed)
			}
		})
	}
}

// elsewhere names the test that goes to the boundary of entries, and a word for the
// entry that its file has. A key that ends in a star is all of a group.
var elsewhere = []struct{ keys, test, word string }{
	{"takeover.immediate", "app/obligation.TestEveryNumberOfTheRegister", "takeover.immediate"},
	{"takeover.proactive", "app/obligation.TestEveryNumberOfTheRegister", "takeover.proactive"},
	{"takeover.fence", "ui/thread.TestTheFence", "TakeOver.Fence"},
	{"handover.steps", "app/flow.TestGreeting", "Handover.Steps"},
	{"trigger.stuck", "app/trigger.TestStuckBoundary", "Trigger.Stuck"},
	{"rules.*", "app/trigger.TestThresholds", "of.Notice, of.Alert"},
	{"rules.stuck.*", "app/trigger.TestStuckByThePolicy", "Stuck"},
	{"rules.hallucination.*", "app/trigger.TestHallucination", "RuleHallucination"},
	{"severity.technical", "app/trigger.TestSeverity", "Severity.Technical"},
	{"severity.billing", "app/trigger.TestSeverity", "Severity.Billing"},
	{"severity.billing_safe", "app/trigger.TestBillingSafe", "BillingSafe"},
	{"ack.auto", "app/obligation.TestEveryNumberOfTheRegister", "ack.auto"},
	{"first_response.target", "app/obligation.TestMarks", "first_response.target"},
	{"first_response.max", "app/obligation.TestEveryNumberOfTheRegister", "first_response.max"},
	{"resolution.target", "app/obligation.TestMarks", "resolution.target"},
	{"resolution.max", "app/obligation.TestEveryNumberOfTheRegister", "resolution.max"},
	{"silence.nudge", "app/obligation.TestEveryNumberOfTheRegister", "silence.nudge"},
	{"silence.warn", "app/obligation.TestEveryNumberOfTheRegister", "silence.warn"},
	{"silence.close", "app/obligation.TestEveryNumberOfTheRegister", "silence.close"},
	{"silence.call", "app/obligation.TestEveryNumberOfTheRegister", "silence.call"},
	{"silence.send", "sync/hub.TestASilentCustomerIsReminded", `send = "auto"`},
	{"reply.max", "app/obligation.TestEveryNumberOfTheRegister", "reply.max"},
	{"promise.vague", "app/obligation.TestEveryNumberOfTheRegister", "promise.vague"},
	{"update.reminder", "app/obligation.TestEveryNumberOfTheRegister", "update.reminder"},
	{"callback.prompt", "app/obligation.TestEveryNumberOfTheRegister", "callback.prompt"},
	{"followup.gap", "app/obligation.TestNextAttempt", "FollowUp.Gap"},
	{"followup.urgent", "app/obligation.TestEveryNumberOfCallsAndTheNight", "followup.urgent"},
	{"followup.standard", "app/obligation.TestEveryNumberOfCallsAndTheNight", "followup.standard"},
	{"overnight.review", "app/obligation.TestEveryNumberOfCallsAndTheNight", "overnight.review"},
	{"overnight.call", "app/obligation.TestEveryNumberOfCallsAndTheNight", "overnight.call"},
	{"overnight.resolve", "app/obligation.TestEveryNumberOfCallsAndTheNight", "overnight.resolve"},
	{"delay.escalation_check", "app/obligation.TestEveryNumberOfCallsAndTheNight", "delay.escalation_check"},
	{"shift.warn", "app/obligation.TestBeforeTheEndOfCover", "Shift.Warn"},
	{"overnight.whatsapp_first", "app/followup.TestWhatsAppFirstOvernight", "WhatsAppFirst"},
	{"followup.mail", "app/referee.TestMailOfAnAttempt", "followup.mail"},
	{"dial.hook", "sync/hub.TestATelephoneRings", "Dial.Hook"},
	{"idle.after", "ui.TestIdle", "Idle.After"},
	{"cover.switch", "app/shift/cover.TestCoverIsAskedForAndAccepted", "15*time.Second"},
	{"callback.urgent", "app/referee.TestCallbacks", "chat.SlotUrgent"},
	{"callback.standard", "app/referee.TestCallbacks", "chat.SlotToday"},
	{"scripts.overnight_ack", "app/obligation.TestAnotherTextForTheNight", "Scripts.OvernightAck"},
	{"warn.at", "app/obligation.TestMarks", "warn.at"},
	{"cover.window", "ui/thread.TestWhoCanKeepAPromise", "hours.Window"},
	{"cover.zone", "app/obligation.TestDaysWithSummerTime", "Cover.Zone"},
	{"roster.holidays", "app/policy.TestDayOf", "holidays"},
	{"roster.slots", "ui/thread.TestWhoCanKeepAPromise", "RosterSlot"},
	{"queues.names", "app/referee.TestDecide", "Queues"},
	{"scripts.takeover", "app/flow.TestAnotherScript", "Scripts.TakeOver"},
	{"scripts.silence", "app/obligation.TestAnotherScriptOfTheSilence", "Scripts.Silence"},
	{"scripts.closing", "app/flow.TestAnotherScript", "Scripts.Closing"},
	{"scripts.unresolved", "app/flow.TestAnotherScriptOfWhatIsNotSolved", "Scripts.Unresolved"},
	{"identity.checks", "app/referee.TestWay", "edition.Identity"},
	{"emoji.staff", "ui/thread.TestEmojiByName", "Emoji.Staff"},
	{"rating.dissatisfied", "app.TestDissatisfied", "Dissatisfied"},
	{"tags.dissatisfied", "app.TestDissatisfied", "Tags.Dissatisfied"},
	{"assist.*", "ui/thread.TestRemoteAssist", "Assist.Link"},
	{"tickets.hook", "sync/dispatch.TestSettingsComeAndGo", "Tickets.Hook"},
	{"tickets.mail_copies", "sync/dispatch.TestNoCopy", "Tickets.MailCopies"},
	{"version", "app/referee.TestChangePolicy", "Version"},
	{"transfer.away", "app/referee.TestAway", "Transfer.Away"},
	{"group.on", "app/referee.TestGroups", "Group.On"},
	{"group.max", "app/referee.TestGroups", "Group.Max"},
}

// words are entries that are only said and shown, or that the tests of the ticket
// hold a form of their own to.
var words = map[string]string{
	"floor.name":     "the title of the window",
	"support.*":      "what responses are filled with",
	"rating.style":   "which of two looks a rating has",
	"ticket.*":       "lists and presets of the form, which app/ticket tests with a form of its own",
	"tags.escalated": "the form's, see app/ticket", "tags.callback": "the form's, see app/ticket", "tags.callback_kinds": "the form's, see app/ticket",
	"escalation.matrix": "the choices of an escalation, see ui/escalate",
	"emoji.customers":   "what the backend is told of a channel's manners, see sync/hub",
	"transfer.guide":    "what the dialog of a transfer shows (C-TRF-01)",
	"retention.*":       "how much of the past the hub keeps, see cmd/floorhub",
	"quality.fcr":       "a goal that the report has beside its figure", "quality.fcr_window": "a goal's window, see app/report",
	"quality.csat": "a goal, see app/report", "overnight.csat": "a goal, see app/report",
	"dial.scheme":      "how a link begins, which app/followup makes of any of the three",
	"scripts.whatsapp": "a text that is put before the agent, see ui/dial", "scripts.callback_offer": "the same, see ui/thread", "scripts.callback_confirm": "the same, see ui/thread",
}

// nobody are entries by which nothing happens yet, with the Go name of each, and who
// will behave by it.
var nobody = map[string]struct{ name, by string }{
	"quality.coverage": {"Quality.Coverage", "reports: the next issue"},
	"alerts.false_max": {"Alerts.FalseMax", "what weights are measured by, outside of the program"},
}

// Every entry of the register is measured, tested elsewhere, or listed with a reason.
func TestEveryEntryHasItsPlace(t *testing.T) {
	places := make(map[string][]string)
	for _, m := range measured {
		places[m.key] = append(places[m.key], "measured here")
	}
	for _, e := range elsewhere {
		places[e.keys] = append(places[e.keys], e.test)
	}
	for key := range words {
		places[key] = append(places[key], "words")
	}
	for key := range nobody {
		places[key] = append(places[key], "nobody")
	}
	used := make(map[string]bool)
	for _, e := range policy.Register(assets.Edition()) {
		at := e.Key
		for len(places[at]) == 0 && at != "" {
			at = wider(at)
		}
		if used[at] = true; at == "" {
			t.Errorf("nobody says who behaves by %s", e.Key)
		}
	}
	for key, at := range places {
		if !used[key] {
			t.Errorf("%s is no entry of the register, or all of it stands elsewhere", key)
		}
		if len(at) > 1 && !strings.HasSuffix(key, "*") {
			t.Errorf("%s has its place twice: %v", key, at)
		}
	}
}

// wider is the next group that a key belongs to: "a.b.c", "a.b.*", "a.*", nothing.
func wider(key string) string {
	key = strings.TrimSuffix(key, ".*")
	i := strings.LastIndexByte(key, '.')
	if i < 0 {
		return ""
	}
	return key[:i] + ".*"
}

// A test that is named exists, and its file speaks of the entry.
func TestTheTestsAreThere(t *testing.T) {
	for _, e := range elsewhere {
		dir, name, _ := strings.Cut(e.test, ".")
		files, err := filepath.Glob(filepath.Join(root, dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		found, speaks := false, false
		for _, f := range files {
			text, err := os.ReadFile(f) // #nosec G304 -- of this repository
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "func "+name+"(") {
				found, speaks = true, strings.Contains(string(text), e.word)
			}
		}
		if !found || !speaks {
			t.Errorf("%s: %s exists: %v, and speaks of %q: %v", e.keys, e.test, found, e.word, speaks)
		}
	}
}

// What nobody behaves by is used nowhere; who begins to, takes it off the list.
func TestNobodyIsNobody(t *testing.T) {
	uses := make(map[string][]string)
	names := make([]string, 0, len(nobody))
	for _, n := range nobody {
		names = append(names, regexp.QuoteMeta(n.name))
	}
	use := regexp.MustCompile(`\.(` + strings.Join(names, "|") + `)\b`)
	for _, dir := range []string{"app", "sync", "ui", "cmd", "storage"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				strings.Contains(filepath.ToSlash(path), "app/policy/") {
				return err
			}
			text, err := os.ReadFile(path) // #nosec G304, G122 -- of this repository
			for _, m := range use.FindAllStringSubmatch(string(text), -1) {
				uses[m[1]] = append(uses[m[1]], path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for key, n := range nobody {
		if at := uses[n.name]; len(at) > 0 {
			t.Errorf("%s is said to wait for %s, but %v uses it", key, n.by, at)
		}
	}
	if testing.Verbose() {
		for key, n := range nobody {
			fmt.Println("waits:", key, "for", n.by)
		}
	}
}
