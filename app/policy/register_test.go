package policy_test

import (
	"os"
	"slices"
	"testing"

	"floorwalker/app/policy"
)

// shipped is the file that ships. It is read from disk, because a rules
// package may not import assets.
func shipped(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("../../assets/policy/default.toml")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func parsed(t testing.TB) policy.Policy {
	t.Helper()
	p, err := policy.Parse(shipped(t))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func edition(t testing.TB) *policy.Edition {
	t.Helper()
	e, err := policy.ParseEdition(shipped(t))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// One row for each number of the register, in its order, with the guide's own
// value where it has one.
var register = []policy.Entry{
	{Key: "version", Value: "5", From: "ours"},
	{Key: "floor.name", Value: policy.ShippedName, From: "ours"},
	{Key: "texts.takeover", Value: "{agent} from our support team has joined this chat and will help you from here.", From: "V-JOIN-02, A-36"},
	{Key: "texts.join", Value: "{agent} from our support team has joined this chat.", From: "V-JOIN-02, A-36"},
	{Key: "texts.left", Value: "{agent} has left this chat.", From: "V-LEAVE-01"},
	{Key: "support.salutation", Value: "Sir/Madam", From: "A-28"},
	{Key: "support.team", Value: "our support team", From: "G-HAND-02"},
	{Key: "support.phone", Value: "+91 00000 00000", From: "G-CLOSE-03, G-NR-02"},
	{Key: "support.mail", Value: "support@example.com", From: "G-CLOSE-03"},
	{Key: "queues.names", Value: "General / Billing / Technical", From: "S-TRF-02"},
	{Key: "takeover.immediate", Value: "30s", From: "G-TRIG-01..06, G-SLA-04"},
	{Key: "takeover.proactive", Value: "2m", From: "G-TRIG-07..10"},
	{Key: "takeover.fence", Value: "2s", From: "D-08"},
	{Key: "handover.steps", Value: "10s / 20s / 30s", From: "G-HAND-01..04"},
	{Key: "handover.ack", Value: "10m", From: "D-05"},
	{Key: "trigger.stuck", Value: "2m", From: "G-TRIG-07"},
	{Key: "trigger.confidence", Value: "0.70", From: "G-TRIG-10"},
	{Key: "trigger.confidence_rearm", Value: "0.75", From: "A-44"},
	{Key: "trigger.repeat_bot", Value: "2 times", From: "G-TRIG-08, A-45"},
	{Key: "trigger.repeat_customer", Value: "2 times", From: "G-TRIG-09, A-45"},
	{Key: "rules.frustration.notice", Value: "0.50", From: "G-TRIG-01, A-62"},
	{Key: "rules.frustration.alert", Value: "0.985", From: "G-TRIG-01, A-62"},
	{Key: "rules.human_request.notice", Value: "0.50", From: "G-TRIG-03, A-62"},
	{Key: "rules.human_request.alert", Value: "0.90", From: "G-TRIG-03, A-62"},
	{Key: "rules.bot_wrong.notice", Value: "0.60", From: "G-TRIG-02, A-62"},
	{Key: "rules.bot_wrong.alert", Value: "0.98", From: "G-TRIG-02, A-62"},
	{Key: "rules.hallucination.notice", Value: "0.50", From: "G-TRIG-04, A-62"},
	{Key: "rules.hallucination.alert", Value: "0.80", From: "G-TRIG-04, A-62"},
	{Key: "rules.technical.notice", Value: "0.50", From: "G-TRIG-05, A-62"},
	{Key: "rules.technical.alert", Value: "0.90", From: "G-TRIG-05, A-62"},
	{Key: "rules.billing.notice", Value: "0.50", From: "G-TRIG-06, A-62"},
	{Key: "rules.billing.alert", Value: "0.97", From: "G-TRIG-06, A-62"},
	{Key: "rules.stuck.notice", Value: "0.50", From: "G-TRIG-07, A-62"},
	{Key: "rules.stuck.alert", Value: "0.50", From: "G-TRIG-07, A-62"},
	{Key: "rules.bot_repeat.notice", Value: "0.50", From: "G-TRIG-08, A-62"},
	{Key: "rules.bot_repeat.alert", Value: "0.95", From: "G-TRIG-08, A-62"},
	{Key: "rules.customer_repeat.notice", Value: "0.50", From: "G-TRIG-09, A-62"},
	{Key: "rules.customer_repeat.alert", Value: "0.96", From: "G-TRIG-09, A-62"},
	{Key: "rules.low_confidence.notice", Value: "0.70", From: "G-TRIG-10, A-62"},
	{Key: "severity.technical", Value: "beyond", From: "G-TRIG-05, A-11"},
	{Key: "severity.billing", Value: "beyond", From: "G-TRIG-06, A-11"},
	{Key: "severity.billing_safe", Value: "how do i pay my bill / when is my bill due / where is my invoice / download my invoice / send me my invoice / copy of my invoice / which payment methods / bill kab aayega / bill kaise bharu / बिल कब आएगा / बिल कैसे भरें", From: "G-TRIG-06"},
	{Key: "ack.auto", Value: "15s", From: "G-SLA-02"},
	{Key: "first_response.target", Value: "30s", From: "G-SLA-01"},
	{Key: "first_response.max", Value: "1m", From: "G-SLA-01"},
	{Key: "resolution.target", Value: "8m / 10m", From: "G-SLA-03"},
	{Key: "resolution.max", Value: "12m", From: "G-SLA-03"},
	{Key: "silence.nudge", Value: "1m", From: "G-NR-01"},
	{Key: "silence.warn", Value: "3m", From: "G-NR-02"},
	{Key: "silence.close", Value: "5m", From: "G-NR-03"},
	{Key: "silence.call", Value: "2h", From: "G-NR-04"},
	{Key: "silence.send", Value: "propose", From: "ours"},
	{Key: "reply.max", Value: "2m", From: "ours"},
	{Key: "promise.vague", Value: "2h", From: "D-11"},
	{Key: "update.reminder", Value: "3m", From: "S-MULTI-03"},
	{Key: "callback.prompt", Value: "15m", From: "G-CB-05"},
	{Key: "callback.urgent", Value: "2h", From: "G-CB-09"},
	{Key: "callback.standard", Value: "same day", From: "G-CB-09"},
	{Key: "followup.attempts", Value: "3 calls", From: "G-FU-06"},
	{Key: "followup.gap", Value: "1h", From: "G-FU-06"},
	{Key: "followup.urgent", Value: "2h", From: "G-FU-06"},
	{Key: "followup.standard", Value: "same day", From: "G-FU-07"},
	{Key: "followup.mail", Value: "yes", From: "G-FU-09"},
	{Key: "overnight.review", Value: "30m", From: "G-ON-02, G-ON-10"},
	{Key: "overnight.call", Value: "2h", From: "G-ON-11"},
	{Key: "overnight.resolve", Value: "15m", From: "G-ON-12"},
	{Key: "overnight.csat", Value: "90 %", From: "G-ON-13"},
	{Key: "overnight.whatsapp_first", Value: "no", From: "A-16"},
	{Key: "dial.scheme", Value: "tel", From: "ours"},
	{Key: "dial.hook", Value: "", From: "ours"},
	{Key: "delay.escalation_check", Value: "24h", From: "G-ONESC-02"},
	{Key: "quality.fcr", Value: "90 %", From: "G-QUAL-01"},
	{Key: "quality.fcr_window", Value: "168h", From: "A-25"},
	{Key: "quality.csat", Value: "5 of 5", From: "G-QUAL-02"},
	{Key: "quality.coverage", Value: "100 %", From: "G-QUAL-03, G-OPS-01"},
	{Key: "note.min", Value: "10 characters", From: "S-TRF-03, E-ESC-05, E-END-05"},
	{Key: "cover.window", Value: "10:00-19:00", From: "G-COV-01"},
	{Key: "cover.zone", Value: "Asia/Kolkata", From: "A-50"},
	{Key: "cover.switch", Value: "15s", From: "G-COV-02, D-12"},
	{Key: "idle.after", Value: "5m", From: "G-COV-02"},
	{Key: "shift.warn", Value: "1h", From: "G-FU-07"},
	{Key: "agent.cap", Value: "5 chats", From: "E-ACT-03"},
	{Key: "upload.max", Value: "5242880 bytes", From: "E-ACT-06"},
	{Key: "eyes_on.within", Value: "2m", From: "A-12"},
	{Key: "offer.agent", Value: "20s", From: "A-60"},
	{Key: "offer.queue", Value: "1m", From: "A-60"},
	{Key: "ring.secondary", Value: "15s", From: "A-39"},
	{Key: "ring.lead", Value: "25s", From: "A-39"},
	{Key: "warn.at", Value: "50 % / 80 %", From: "D-02"},
	{Key: "toasts.max", Value: "6 a minute", From: "ours"},
	{Key: "alerts.repeats", Value: "3 times", From: "A-39"},
	{Key: "alerts.false_max", Value: "6 an agent-hour", From: "A-62"},
}

// whole is both tables.
func whole() []policy.Entry { return slices.Concat(register, registerOfLists) }

func TestShippedPolicy(t *testing.T) {
	got, all := policy.Register(edition(t)), whole()
	for i, want := range all {
		if i >= len(got) {
			t.Fatalf("%s is not in the register", want.Key)
		}
		if got[i] != want {
			t.Errorf("entry %d is %+v, want %+v", i, got[i], want)
		}
	}
	if len(got) != len(all) {
		t.Errorf("the register has %d entries, the tables %d: add a row", len(got), len(all))
	}
}
