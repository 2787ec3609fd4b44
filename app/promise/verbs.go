package promise

import "strings"

// form is how a verb is written.
type form uint8

const (
	formBase form = iota
	formIng
	formPast // the participle
	formS
)

// object is whom a verb must be for.
type object uint8

const (
	objectAny    object = iota
	objectYou           // the customer, or nobody named
	objectAlways        // the customer, named
)

// verb is a word that promises.
type verb struct {
	kind   Kind
	form   form
	object object
	needs  need
}

var verbs = verbsOf([]struct {
	kind   Kind
	object object
	needs  need
	forms  string // base/ing/participle/third person
}{
	{Call, objectYou, needNothing, "call/calling/called/calls ring/ringing/rung/rings phone/phoning/phoned/phones callback/-/-/- telephone/telephoning/telephoned/- buzz/buzzing/buzzed/- dial/dialling/dialled/-"},
	{Mail, objectAny, needNothing, "email/emailing/emailed/emails mail/mailing/mailed/mails"},
	{Write, objectYou, needNothing, `write/writing/written/writes text/texting/texted/texts message/messaging/messaged/messages whatsapp/whatsapping/-/-
		ping/pinging/pinged/pings reply/replying/replied/replies respond/responding/responded/responds answer/answering/answered/answers`},
	{Update, objectYou, needNothing, `contact/contacting/contacted/contacts update/updating/updated/updates inform/informing/informed/informs
		notify/notifying/notified/notifies revert/reverting/-/reverts`},
	{Update, objectAlways, needNothing, "tell/telling/told/tells"},
	{Fix, objectAny, needWords, `fix/fixing/fixed/fixes resolve/resolving/resolved/resolves repair/repairing/repaired/repairs solve/solving/solved/solves
		sort/sorting/sorted/sorts restore/restoring/restored/restores correct/correcting/corrected/corrects rectify/rectifying/rectified/-
		activate/activating/activated/activates reactivate/reactivating/reactivated/- unblock/unblocking/unblocked/- reconnect/reconnecting/reconnected/- unlock/-/unlocked/- address/addressing/addressed/- handle/handling/handled/- clear/clearing/cleared/-`},
	{Refund, objectAny, needNothing, "refund/refunding/refunded/refunds reimburse/reimbursing/reimbursed/- reverse/reversing/reversed/reverses credit/crediting/credited/credits compensate/compensating/compensated/-"},
	{Visit, objectAlways, needNothing, "visit/visiting/visited/visits"},
	{Other, objectAny, needTime, `share/sharing/shared/shares ship/shipping/shipped/ships deliver/delivering/delivered/delivers dispatch/dispatching/dispatched/-
		process/processing/processed/processes check/checking/checked/checks investigate/investigating/investigated/- provide/providing/provided/provides
		confirm/confirming/confirmed/confirms review/reviewing/reviewed/- complete/completing/completed/- upload/uploading/uploaded/- forward/forwarding/forwarded/-
		replace/replacing/replaced/- prepare/preparing/prepared/- finish/finishing/finished/- install/installing/installed/- change/changing/changed/-
		cancel/cancelling/cancelled/- remove/removing/removed/- add/adding/added/- look/looking/-/- return/returning/returned/- do/doing/-/- courier/couriering/couriered/- post/posting/posted/- collect/collecting/collected/-
		upgrade/upgrading/upgraded/- renew/-/renewed/- reset/resetting/reset/- enable/enabling/enabled/- migrate/migrating/migrated/- verify/verifying/verified/-
		escalate/escalating/escalated/- submit/submitting/submitted/- finalise/-/finalised/- finalize/-/finalized/- test/testing/tested/- waive/-/waived/-
		pick/picking/picked/- set/setting/set/- take/-/-/-`},
})

func verbsOf(lists []struct {
	kind   Kind
	object object
	needs  need
	forms  string
},
) map[string]verb {
	m := make(map[string]verb)
	for _, l := range lists {
		for _, v := range strings.Fields(l.forms) {
			for i, w := range strings.Split(v, "/") {
				m[w] = verb{kind: l.kind, form: form(i), object: l.object, needs: l.needs}
			}
		}
	}
	delete(m, "-")
	return m
}

// phrase is several words that promise together; "*" is any one word.
type phrase struct {
	words []string
	kind  Kind
	needs need
}

var phrases = phrasesOf(map[Kind]string{
	Update: `get back|come back to|come back with|be in touch|get in touch|stay in touch|let you know|let u know|keep you posted|keep you updated
		|keep you informed|keep you in the loop|keep u posted|keep u updated|reach out|follow up|touch base|be back with|be back to you|hear back|getting back|getting in touch|coming back to|keeping you posted
		|be getting back|reaching out|following up|circle back|be contacting|get hold of you|connect with you|connect back|reach you|catch up with you`,
	Call:  `return your call|speak to you|speak with you|talk to you|talk with you|have a word with you|be speaking to you`,
	Visit: `come to your|come over|come by|be at your|come and see you|be with you in person|coming to your`,
	Fix: `have it working|have this working|have it fixed|have this fixed|have it sorted|have this sorted|get it fixed|get this fixed|get it sorted|get this sorted
		|have it resolved|have this resolved|get it resolved|get this resolved|get this solved|have it up|get it working|get it done|get this done|have it ready`,
	Refund: `pay back|return your money|return the money|return the amount|return your amount`,
})

func phrasesOf(lists map[Kind]string) map[string][]phrase {
	m := make(map[string][]phrase)
	for k, l := range lists {
		for p := range strings.SplitSeq(l, "|") {
			ws := strings.Fields(p)
			x := phrase{words: ws, kind: k}
			if k == Fix {
				x.needs = needWords
			}
			m[ws[0]] = append(m[ws[0]], x)
		}
	}
	return m
}
