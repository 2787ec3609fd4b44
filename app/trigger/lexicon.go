package trigger

import "strings"

// class is the set of parts that a word can play in a request for a person.
type class uint64

// The parts. One word may play several: "me" is me in English and in in
// Hinglish.
const (
	isStrong     class = 1 << iota // a word for a person that means little else here: human, agent
	isMedium                       // one that often means somebody else: person, someone
	isWeak                         // a service with people behind it: support, care, team
	isMod                          // may stand before those
	isReal                         // a Mod that leaves no doubt: real, live, human
	isMy                           // a Mod of somebody's own
	isContact                      // talk, speak, chat
	isContacting                   // talking, speaking
	isTo                           // to, with
	isConnect                      // connect, transfer, escalate
	isObject                       // what is connected: me, this chat
	isGive                         // get, give, find
	isDesire                       // want, need
	isCue                          // makes "talk to" a wish: want, can, please
	isCan                          // can, could, have, let
	isHelp                         // what a person would do: help, call
	isReach                        // those of them that need a person: call, contact
	isNeg                          // not, don't, never
	isNegLink                      // may stand between a negation and what it negates
	isWhy                          // turns a negation into a request: why don't you
	isPlease                       // please, now, asap
	isFiller                       // may be left out
	isNeeded                       // needed, required
	isBlock                        // after a person: not the person but its number, its fee
	isThere
	isAvailable
	isTold  // told, asked: reported speech, with an object
	isWas   // was, been: told
	isSub   // if, when, before
	isPron  // I, we, you
	isThird // they, he, the app
	isPast  // yesterday, ago
	isBot
	isBe

	hiHead    // insaan, व्यक्ति, and the English words for a person
	hiSome    // kisi, koi, किसी
	hiMod     // asli, ek
	hiSe      // se, ke saath
	hiKo      // ko
	hiBaat    // baat
	hiDo      // karni, karao
	hiDoing   // karne
	hiLet     // do, dijiye, after karne
	hiHo      // ho, kar, before sakti
	hiCan     // sakti, sakta
	hiWant    // chahiye
	hiFetch   // bulao
	hiJoin    // connect, jodo, milao
	hiMake    // karo, kijiye, after connect
	hiNeg     // nahi, mat
	hiFill    // mujhe, meri, hai
	hiPast    // kiya, hua, tha
	hiReport  // bola, kaha
	hiSpeaker // ne, usne: who said it
)

// lexicon maps a folded word to the parts it can play.
type lexicon map[string]class

func newLexicon() lexicon {
	l := make(lexicon, 512)
	var t text
	for _, e := range lexiconLines {
		t.read(strings.Join(strings.Fields(e.words), " "))
		for i := range t.tokens {
			l[string(t.word(i))] |= e.class
		}
	}
	return l
}

// lexiconLines are the words, common misspellings among them. They are folded
// as messages are: no apostrophes, no nukta. Read-only.
var lexiconLines = [...]struct {
	class class
	words string
}{
	{isStrong | hiHead, `human humans humen humanbeing agent agents agnet agentt representative representatives representitive
		represntative reprezentative rep reps operator operators manager managers supervisor supervisors`},
	{isMedium | hiHead, `person persons persn executive executives exec advisor adviser specialist someone somebody sm1`},
	{isMedium, `anyone anybody`},
	{isWeak | hiHead, `support care team staff service services`},
	{isWeak, `people expert experts help assistance intervention helpdesk desk`},
	{isMod, `a an the some any your ur another one other different proper senior support service customer client care helpdesk
		technical tech sales billing online available good being from floor shift duty human agent`},
	{isMod | isMy, `my our`},
	{isMod | isReal, `real live actual human physical living`},
	{isContact, `talk speak chat tlk tak speek spk converse discuss`},
	{isContacting, `talking speaking chatting`},
	{isTo, `to with 2 w wid`},
	{isConnect, `connect transfer redirect forward route escalate switch pass refer put link handover hand direct patch`},
	{isObject, `me us this it my our the chat conversation call issue case query problem ticket complaint over through thru on
		back directly straight in touch now please pls`},
	{isGive, `get give find send bring fetch provide arrange assign allot gimme`},
	{isDesire, `want wants wanted wanna wana need needs require demand prefer request requesting wish`},
	{isCue, `want wants wanted wanna wana need needs like love prefer wish rather can could cant cannot may might let lemme please pls plz
		plse kindly how way able possible allow must should try trying tried demand request requesting asking asked insist gotta would
		better option where whom who id just`},
	{isCan, `can could let have ask please pls plz make cud`},
	{isHelp, `help assist reply answer respond handle look take join come explain solve resolve fix check sort intervene`},
	{isHelp | isReach, `call contact ring phone callback`},
	{isNeg, `dont dnt not never no without wouldnt didnt doesnt neednt wont nor avoid nt`},
	{isNegLink, `want need wish like require prefer to have a an the going please me us you asking asked looking trying for necessary
		required let any do did be wanna talk speak chat connect transfer really even necessarily`},
	{isWhy, `why if unless cant`},
	{isPlease, `please pls plz plse plss now asap immediately urgently right kindly only instead rn sir maam madam thanks thx`},
	{isFiller, `directly please pls just hi hello hey yes ok okay no again now live further further really also actually then still so`},
	{isNeeded, `needed required reqd`},
	{isBlock, `number id ids code codes name names fee fees account accounts portal login app dashboard commission licence license
		role roles training job jobs count rate settings plan near nearby access page seat seats permission permissions error`},
	{isThere, `there here`},
	{isAvailable, `available there here online free around`},
	{isTold, `told asked advised instructed suggested`},
	{isWas, `was were been being got`},
	{isSub, `if when before after while until once whenever`},
	{isPron, `i we you u he she they`},
	{isThird, `they he she it who which that bot agent app system website`},
	{isPast, `yesterday ago last earlier previously kal`},
	{isBot, `bot bots robot robots machine machines chatbot chatbots ai computer automated software`},
	{isBe, `is are`},

	{hiHead, `insaan insan inssan insaano aadmi admi adami banda bande bandey bandi vyakti wyakti adhikari manushya manav senior
		इंसान इन्सान आदमी व्यक्ति मनुष्य मानव बंदे बंदा एजेंट एजेन्ट प्रतिनिधि अधिकारी मैनेजर मनेजर सुपरवाइजर ऑपरेटर एग्जीक्यूटिव
		ह्यूमन केयर सपोर्ट टीम कर्मचारी`},
	{hiSome, `kisi kisee kissi koi किसी कोई`},
	{hiMod, `kisi koi ek asli asal real live sach mein bhi aapke apke apne aapki apki apni senior customer support care human
		किसी कोई एक असली सच भी आपके आपकी अपने अपनी सीनियर कस्टमर सपोर्ट लाइव हेल्प`},
	{hiSe, `se sey say saath sath ke से साथ के`},
	{hiKo, `ko hi को ही`},
	{hiBaat, `baat bat baath baatein bt batcheet baatchit बात बातचीत`},
	{hiDo, `karni karna karana karani karao karaao karwao karwaao karvao karado karwado karvado kara karaiye karaye karaiyega karwa
		karva karwana karwani karvani karvana karu karun karunga karungi karlu krni krna krao krwao krwana krwa karadijiye krwado
		करनी करना कराना करानी कराओ कराइए कराइये कराएं कराये करवाओ करवाइए करवाइये करवाएं करवाना करवानी करवा करा करूं करूंगा करूंगी
		करवादो करादो`},
	{hiDoing, `karne krne करने`},
	{hiLet, `do dijiye dijiyega de dena दो दीजिए दीजिये दें`},
	{hiHo, `ho kar kr हो कर`},
	{hiCan, `sakti sakta sakte skti skta skte सकती सकता सकते`},
	{hiWant, `chahiye chaiye chahie chaye chahye chahiy chayie chiye चाहिए चाहिये`},
	{hiFetch, `bulao bulaao bulaiye bulaye bulado bula bulwao bhejo bhejiye बुलाओ बुलाइए बुलाइये बुलाएं बुला बुलवाओ भेजो भेजिए`},
	{hiJoin, `connect conect kanect transfer trasfer jod jodo joro jodiye jodo milao mila milado milwao milwa milwado contact sampark
		कनेक्ट ट्रांसफर ट्रान्सफर जोड जोडो जोडिए जोडिये जोडें मिलाओ मिला मिलाइए मिलवाओ मिलवाइए मिलवा संपर्क सम्पर्क`},
	{hiMake, `karo karao karado kardo kar karwao karwa karva kijiye karen kare kariye karne krdo kro kr do dijiye karna karni krwao
		करो कराओ करवाओ करवा कर करें कीजिए कीजिये करिए करना करनी दो दीजिए करा`},
	{hiNeg, `nahi nahin nhi nai nahee mat na नहीं नही मत ना`},
	{hiFill, `meri mera mujhe muje mujhko mujhse mje hi he hai h hain please pls plz live direct seedhe sidhe abhi jaldi bhi thodi
		thoda ek baar bar humko hume hamari hamein main mai mein hum kripya zara jara ab
		मेरी मेरा मुझे मुझको ही है हैं अभी सीधे जल्दी भी थोडी एक बार हमें हमारी मैं कृपया जरा अब प्लीज`},
	{hiPast, `kiya kia hua hui tha thi the gaya gayi gai chuka chuki ki की थी था किया हुआ हुई गया गई चुका चुकी`},
	{hiReport, `bola boli bole kaha kahaa bataya batayi बोला बोली बोले कहा बताया`},
	{hiSpeaker, `ne usne unhone unhonne isne ne ने उसने उन्होंने इसने`},
}
