package ticket

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// TestProblems breaks a whole ticket in one way at a time, and expects the one
// problem with its requirement.
func TestProblems(t *testing.T) {
	f := guide()
	w := whole()
	if ps := f.Problems(&w); len(ps) > 0 {
		t.Fatalf("a whole ticket has problems: %+v", ps)
	}
	for _, c := range []struct {
		name   string
		change func(*Ticket)
		want   string // problems, as said says them; empty for none
	}{
		{"no account", func(t *Ticket) { t.Account = Answer{} }, "account G-TKT-02"},
		{"account unknown, reason of 9", func(t *Ticket) { t.Account = Answer{Unknown: "nine char"} }, "account G-TKT-02"},
		{"account unknown, reason of 10", func(t *Ticket) { t.Account = Answer{Unknown: "ten chars."} }, ""},
		{"no service number", func(t *Ticket) { t.Service = Answer{} }, "service G-TKT-03"},
		{"service number of another form", func(t *Ticket) { t.Service = Answer{Value: "12"} }, "service G-TKT-03"},
		{"service unknown", func(t *Ticket) { t.Service = Answer{Unknown: "has none yet, new customer"} }, ""},
		{"no contact", func(t *Ticket) { t.Contact = Answer{} }, "contact G-TKT-04"},
		{"no phone", func(t *Ticket) { t.Phone = Answer{} }, "phone G-TKT-04"},
		{"phone of one country only", func(t *Ticket) { t.Phone.Value = "020 7946 0123" }, "phone G-TKT-04"},
		{"phone with blanks", func(t *Ticket) { t.Phone.Value = "+44 20 7946 0123" }, "phone G-TKT-04"},
		{"phone too short", func(t *Ticket) { t.Phone.Value = "+442079" }, "phone G-TKT-04"},
		{"phone of no country", func(t *Ticket) { t.Phone.Value = "+99912345678" }, "phone G-TKT-04"},
		{"no category", func(t *Ticket) { t.Category = "" }, "category G-TKT-05,classification G-TKT-05"},
		{"classification of another category", func(t *Ticket) { t.Classification = "invoice" }, "classification G-TKT-05"},
		{"priority of another list", func(t *Ticket) { t.Priority = "p0" }, "priority G-TKT-06"},
		{"FCR not answered", func(t *Ticket) { t.FCR = "" }, "fcr G-TKT-07"},
		{"FCR no", func(t *Ticket) { t.FCR = No }, ""},
		{"FCR yes while open", func(t *Ticket) { t.Status, t.NextSteps, t.ResolveBy, t.CallAt = "open", "We call.", now, now }, "fcr G-TKT-07"},
		{"no summary", func(t *Ticket) { t.Summary = " \n" }, "summary G-TKT-08"},
		{"no sentiment", func(t *Ticket) { t.Sentiment = "" }, "sentiment G-TAG-13"},
		{"two sentiments", func(t *Ticket) { t.Tags = []string{"negative"} }, "sentiment G-TAG-13"},
		{"the same sentiment as a tag", func(t *Ticket) { t.Tags = []string{"Positive"} }, ""},
		{"no method", func(t *Ticket) { t.Method = "" }, "method G-TAG-14"},
		{"two methods", func(t *Ticket) { t.Tags = []string{"Screen share"} }, "method G-TAG-14"},
		{"no topic", func(t *Ticket) { t.Topics = nil }, "topics G-TAG-01"},
		{"two topics", func(t *Ticket) { t.Topics = []ChoiceID{"login", "waba"} }, ""},
		{"topic of no list", func(t *Ticket) { t.Topics = []ChoiceID{"login", "weather"} }, "topics G-TAG-01"},
		{"escalated to nobody", func(t *Ticket) { t.Escalated = []string{" "} }, "escalated G-TAG-11"},
		{"escalation as a tag only", func(t *Ticket) { t.Tags = []string{"Escalated to Billing"} }, "escalated G-TAG-11"},
		{"follow-up not answered", func(t *Ticket) { t.FollowUp = "" }, "followUp G-TKT-10"},
		{"follow-up without obligation", func(t *Ticket) { t.FollowUp = Yes }, "obligations G-TKT-10"},
		{"follow-up with obligation", func(t *Ticket) { t.FollowUp, t.Obligations = Yes, []chat.ObligationID{"o"} }, ""},
		{"no end reason", func(t *Ticket) { t.EndReason = "" }, "endReason E-END-00"},
		{"resolved, by nobody's word", func(t *Ticket) { t.Confirmed = "" }, "confirmed S-FLOW-04"},
		{"no response, of which kind", func(t *Ticket) { t.EndReason = "no_response" }, "endDetail E-END-02"},
		{"never engaged", func(t *Ticket) { t.EndReason, t.EndDetail = "no_response", "never_engaged" }, ""},
		{"went silent, no call owed", func(t *Ticket) { t.EndReason, t.EndDetail = "no_response", "went_silent" }, "followUp E-END-03"},
		{"went silent, a call owed", func(t *Ticket) {
			t.EndReason, t.EndDetail, t.FollowUp, t.Obligations = "no_response", "went_silent", Yes, []chat.ObligationID{"o"}
		}, ""},
		{"detail of another reason", func(t *Ticket) { t.EndDetail = "went_silent" }, "endDetail E-END-02"},
		{"will be contacted, nothing owed", func(t *Ticket) { t.EndReason = "contact_later" }, "followUp E-END-03"},
		{"no valid enquiry", func(t *Ticket) { t.EndReason = "no_enquiry" }, ""},
		{"others, 9 characters", func(t *Ticket) { t.EndReason, t.EndNote = "others", "nine char" }, "endNote E-END-05"},
		{"others, 10 characters", func(t *Ticket) { t.EndReason, t.EndNote = "others", "ten chars." }, ""},
		{"others, 10 Devanagari characters", func(t *Ticket) { t.EndReason, t.EndNote = "others", "ठीक नहीं है" }, ""},
		{"no resolution category", func(t *Ticket) { t.Resolution = "" }, "resolution S-CLOSE-02"},
		{"no status", func(t *Ticket) { t.Status = "" }, "status V-END-01"},
		{"no subject", func(t *Ticket) { t.Subject = "" }, "subject V-END-01"},
		{"a copy to no address", func(t *Ticket) { t.Mail = "" }, "mail V-END-01"},
		{"a copy to what is none", func(t *Ticket) { t.Mail = "asha" }, "mail V-END-01"},
		{"open, nothing promised", func(t *Ticket) { t.FCR, t.Status = No, "open" }, "nextSteps G-CLOSE-05,resolveBy G-CLOSE-06,callAt G-CLOSE-07"},
		{"notes without an end", func(t *Ticket) { t.Notes = strings.Repeat("x", maxText+1) }, "notes "},
		{"empty", func(t *Ticket) { *t = Ticket{} }, "ref ,account G-TKT-02,service G-TKT-03,contact G-TKT-04,phone G-TKT-04,category G-TKT-05,classification G-TKT-05," +
			"priority G-TKT-06,fcr G-TKT-07,subject V-END-01,summary G-TKT-08,sentiment G-TAG-13,method G-TAG-14,topics G-TAG-01,followUp G-TKT-10," +
			"endReason E-END-00,resolution S-CLOSE-02,status V-END-01"},
	} {
		w := whole()
		c.change(&w)
		if got := strings.Join(said(f.Problems(&w)), ","); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestUnknownIsTheFormsChoice: the guide lets two fields be unknown; a team that
// stays with that gets a problem for the others (G-TKT-04).
func TestUnknownIsTheFormsChoice(t *testing.T) {
	f := guide()
	f.Unknown = []Field{FieldAccount, FieldService}
	w := whole()
	w.Phone = Answer{Unknown: "did not want to say"}
	expectSame(t, "problems", said(f.Problems(&w)), "[phone G-TKT-04]")
}

// TestAssignedNumbers: a form may ask for ranges that have been given out.
func TestAssignedNumbers(t *testing.T) {
	f := guide()
	w := whole()
	w.Phone.Value = "+911111111111"
	expectSame(t, "possible", said(f.Problems(&w)), "[]")
	f.Assigned = true
	expectSame(t, "assigned", said(f.Problems(&w)), "[phone G-TKT-04]")
}

// TestFormCheck: a list that no ticket could be completed by is found when the
// policy is read, and not when a chat ends.
func TestFormCheck(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(*Form)
	}{
		{"topics must not be empty", func(f *Form) { f.Topics = nil }},
		{"classifications of Billing must not be empty", func(f *Form) { f.Categories[1].Classifications = nil }},
		{`methods has "Bot" twice`, func(f *Form) { f.Methods[0].Name = "bot" }},
		{`priorities has the id " x", which is none`, func(f *Form) { f.Priorities[0].ID = " x" }},
		{`sentiments has no name for "neutral"`, func(f *Form) { f.Sentiments[1].Name = " " }},
		{`region "Asia" is no country in two letters`, func(f *Form) { f.Region = "Asia" }},
		{"escalated must have {team} in it once", func(f *Form) { f.Escalated = "Escalated" }},
		{`unknown "fcr" can never be unknown`, func(f *Form) { f.Unknown = []Field{FieldFCR} }},
		{`bot is "robot", which is not in its list`, func(f *Form) { f.Bot = "robot" }},
		{`status of Others is "gone", which is not in its list`, func(f *Form) { f.Reasons[4].Status = "gone" }},
		{"preset does not complete a ticket: account is unknown: say why in at least 10 characters", func(f *Form) { f.Preset.Unknown = "unknown" }},
		{"preset does not complete a ticket: endDetail is needed", func(f *Form) { f.Preset.Reason = "no_response" }},
		{"preset does not complete a ticket: followUp must be answered with yes or no", func(f *Form) { f.Preset.Reason = "contact_later" }},
		{"preset does not complete a ticket: phone is needed", func(f *Form) { f.Unknown = f.Unknown[:3] }},
		{`preset classification is "login", which is not in its list`, func(f *Form) { f.Preset.Classification = "login" }},
	} {
		f := guide()
		c.change(f)
		err := f.Check()
		if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// TestFields: every column of a file is a field, and every field has a column.
func TestFields(t *testing.T) {
	var got []Field
	for _, c := range columns {
		if f, ok := strings.CutSuffix(c.name, unknown); ok && slices.Contains(answers(), Field(f)) {
			continue
		}
		got = append(got, Field(c.name))
	}
	expectSame(t, "columns", got, Fields())
}
