package policy

import "time"

// Entry is one line of the register of constants: what a settings screen
// shows and what a change is logged with.
type Entry struct {
	// Key is the dotted key of the file.
	Key string
	// Value is the number with its unit, for people.
	Value string
	// From names the requirement or ruling it comes from.
	From string
}

// Register lists everything in e, a list as one entry, in the order of the
// file.
func Register(e *Edition) []Entry {
	fs := fields(e)
	es := make([]Entry, len(fs))
	for i, f := range fs {
		es[i] = Entry{Key: f.key, Value: f.value.String(), From: f.from}
	}
	return es
}

// Items returns a list of the register item by item, as [Register] writes each;
// nil for what is no list.
func (e *Edition) Items(key string) []string {
	for _, f := range fields(e) {
		if list, ok := f.value.(itemised); ok && f.key == key {
			return list.items()
		}
	}
	return nil
}

// itemised is a value that is a list.
type itemised interface{ items() []string }

// field ties a key of the file to its place in an Edition.
type field struct {
	key, from string
	value     value
}

// The widest that any clock may be set. They catch a slip of the unit, not a
// choice: nobody means a takeover within 40 minutes or a call in a month.
const (
	second = time.Second
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * hour
)

// fields is the one list of what an edition holds.
func fields(e *Edition) []field {
	var all []field
	for _, part := range []func(*Policy) []field{
		generalFields, takeoverFields, ruleFields, serviceFields,
		callFields, qualityFields, coverFields, alertFields,
	} {
		all = append(all, part(&e.Policy)...)
	}
	for _, part := range []func(*Edition) []field{routingFields, wayFields, peopleFields, formFields, presetFields, tagFields} {
		all = append(all, part(e)...)
	}
	return all
}

func generalFields(p *Policy) []field {
	return []field{
		{"version", "ours", number{&p.Version, 1, 1_000_000_000, ""}},
		{"floor.name", "ours", line(&p.Floor.Name, checkName)},
		{"texts.takeover", "V-JOIN-02, A-36", line(&p.Texts.TakeOver, checkNaming)},
		{"texts.join", "V-JOIN-02, A-36", line(&p.Texts.Join, checkNaming)},
		{"texts.left", "V-LEAVE-01", line(&p.Texts.Left, checkNaming)},
		{"support.salutation", "A-28", line(&p.Support.Salutation, checkName)},
		{"support.team", "G-HAND-02", line(&p.Support.Team, checkName)},
		{"support.phone", "G-CLOSE-03, G-NR-02", line(&p.Support.Phone, checkName)},
		{"support.mail", "G-CLOSE-03", line(&p.Support.Mail, checkName)},
		{"queues.names", "S-TRF-02", queueNames{&p.Queues}},
	}
}

func takeoverFields(p *Policy) []field {
	return []field{
		{"takeover.immediate", "G-TRIG-01..06, G-SLA-04", span{&p.TakeOver.Immediate, second, 10 * minute}},
		{"takeover.proactive", "G-TRIG-07..10", span{&p.TakeOver.Proactive, second, 30 * minute}},
		{"takeover.fence", "D-08", span{&p.TakeOver.Fence, 100 * time.Millisecond, 30 * second}},
		{"handover.steps", "G-HAND-01..04", spans{p.Handover.Steps[:], second, 5 * minute}},
		{"handover.ack", "D-05", span{&p.Handover.Ack, second, 2 * hour}},
	}
}

func ruleFields(p *Policy) []field {
	p.Rules.LowConfidence.Below = true
	fs := []field{
		{"trigger.stuck", "G-TRIG-07", span{&p.Trigger.Stuck, second, hour}},
		{"trigger.confidence", "G-TRIG-10", score{&p.Trigger.Confidence}},
		{"trigger.confidence_rearm", "A-44", score{&p.Trigger.ConfidenceRearm}},
		{"trigger.repeat_bot", "G-TRIG-08, A-45", number{&p.Trigger.RepeatBot, 2, 8, "times"}},
		{"trigger.repeat_customer", "G-TRIG-09, A-45", number{&p.Trigger.RepeatCustomer, 2, 8, "times"}},
	}
	for _, id := range RuleIDs() {
		of, from := p.Rules.of(id), requirement(id)+", A-62"
		fs = append(fs, field{"rules." + string(id) + ".notice", from, score{&of.Notice}})
		if !of.Below { // the only one of these has trigger.confidence for its alert
			fs = append(fs, field{"rules." + string(id) + ".alert", from, score{&of.Alert}})
		}
	}
	return append(fs,
		field{"severity.technical", "G-TRIG-05, A-11", oneOf[TopicSeverity]{&p.Severity.Technical, topicSeverities()}},
		field{"severity.billing", "G-TRIG-06, A-11", oneOf[TopicSeverity]{&p.Severity.Billing, topicSeverities()}},
		field{"severity.billing_safe", "G-TRIG-06", phrases{p.Severity.BillingSafe[:]}},
	)
}

func serviceFields(p *Policy) []field {
	return []field{
		{"ack.auto", "G-SLA-02", span{&p.Ack.Auto, second, 10 * minute}},
		{"first_response.target", "G-SLA-01", span{&p.FirstResponse.Target, second, 30 * minute}},
		{"first_response.max", "G-SLA-01", span{&p.FirstResponse.Max, second, 30 * minute}},
		{"resolution.target", "G-SLA-03", spans{p.Resolution.Target[:], minute, day}},
		{"resolution.max", "G-SLA-03", span{&p.Resolution.Max, minute, day}},
		{"silence.nudge", "G-NR-01", span{&p.Silence.Nudge, second, hour}},
		{"silence.warn", "G-NR-02", span{&p.Silence.Warn, second, 2 * hour}},
		{"silence.close", "G-NR-03", span{&p.Silence.Close, second, day}},
		{"silence.call", "G-NR-04", span{&p.Silence.Call, minute, 3 * day}},
		{"silence.send", "ours", oneOf[SendMode]{&p.Silence.Send, []SendMode{SendPropose, SendAuto}}},
		{"reply.max", "ours", span{&p.Reply.Max, second, hour}},
		{"promise.vague", "D-11", span{&p.Promise.Vague, minute, 7 * day}},
		{"update.reminder", "S-MULTI-03", span{&p.Update.Reminder, second, hour}},
	}
}

func callFields(p *Policy) []field {
	return []field{
		{"callback.prompt", "G-CB-05", span{&p.Callback.Prompt, minute, day}},
		{"callback.urgent", "G-CB-09", term{&p.Callback.Urgent, minute, 3 * day}},
		{"callback.standard", "G-CB-09", term{&p.Callback.Standard, minute, 7 * day}},
		{"followup.attempts", "G-FU-06", number{&p.FollowUp.Attempts, 1, 10, "calls"}},
		{"followup.gap", "G-FU-06", span{&p.FollowUp.Gap, minute, day}},
		{"followup.urgent", "G-FU-06", term{&p.FollowUp.Urgent, minute, 3 * day}},
		{"followup.standard", "G-FU-07", term{&p.FollowUp.Standard, minute, 7 * day}},
		{"followup.mail", "G-FU-09", flag{&p.FollowUp.Mail}},
		{"overnight.review", "G-ON-02, G-ON-10", span{&p.Overnight.Review, minute, day}},
		{"overnight.call", "G-ON-11", span{&p.Overnight.Call, minute, day}},
		{"overnight.resolve", "G-ON-12", span{&p.Overnight.Resolve, minute, day}},
		{"overnight.csat", "G-ON-13", number{&p.Overnight.CSAT, 0, 100, "%"}},
		{"overnight.whatsapp_first", "A-16", flag{&p.Overnight.WhatsAppFirst}},
		{"dial.scheme", "ours", oneOf[DialScheme]{&p.Dial.Scheme, DialSchemes()}},
		{"dial.hook", "ours", line(&p.Dial.Hook, orNone(checkIdent))},
		{"delay.escalation_check", "G-ONESC-02", span{&p.Delay.EscalationCheck, minute, 7 * day}},
	}
}

func qualityFields(p *Policy) []field {
	return []field{
		{"quality.fcr", "G-QUAL-01", number{&p.Quality.FCR, 0, 100, "%"}},
		{"quality.fcr_window", "A-25", span{&p.Quality.FCRWindow, hour, 90 * day}},
		{"quality.csat", "G-QUAL-02", number{&p.Quality.CSAT, 1, 5, "of 5"}},
		{"quality.coverage", "G-QUAL-03, G-OPS-01", number{&p.Quality.Coverage, 0, 100, "%"}},
		{"note.min", "S-TRF-03, E-ESC-05, E-END-05", number{&p.Note.Min, 1, 500, "characters"}},
	}
}

func coverFields(p *Policy) []field {
	return []field{
		{"cover.window", "G-COV-01", window{to: &p.Cover.Window}},
		{"cover.zone", "A-50", line(&p.Cover.Zone, checkZone)},
		{"cover.switch", "G-COV-02, D-12", span{&p.Cover.Switch, second, 10 * minute}},
		{"idle.after", "G-COV-02", span{&p.Idle.After, 30 * second, 2 * hour}},
		{"shift.warn", "G-FU-07", span{&p.Shift.Warn, minute, 12 * hour}},
		{"agent.cap", "E-ACT-03", number{&p.Agent.Cap, 1, 100, "chats"}},
		{"upload.max", "E-ACT-06", number{&p.Upload.Max, 1024, 1 << 30, "bytes"}},
		{"eyes_on.within", "A-12", span{&p.EyesOn.Within, second, hour}},
		{"offer.agent", "A-60", span{&p.Offer.Agent, second, 10 * minute}},
		{"offer.queue", "A-60", span{&p.Offer.Queue, second, 30 * minute}},
	}
}

func alertFields(p *Policy) []field {
	return []field{
		{"ring.secondary", "A-39", span{&p.Ring.Secondary, second, 10 * minute}},
		{"ring.lead", "A-39", span{&p.Ring.Lead, second, 10 * minute}},
		{"warn.at", "D-02", numbers{p.Warn.At[:], 1, 99, "%"}},
		{"toasts.max", "ours", number{&p.Toasts.Max, 1, 60, "a minute"}},
		{"alerts.repeats", "A-39", number{&p.Alerts.Repeats, 1, 20, "times"}},
		{"alerts.false_max", "A-62", number{&p.Alerts.FalseMax, 0, 1000, "an agent-hour"}},
	}
}
