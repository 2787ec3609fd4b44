package words

// talkEntries are the words by which people show their mood. Read-only.
var talkEntries = []entry{
	{Negation, `not never none nothing nobody neither nor without hardly barely dont doesnt didnt isnt arent wasnt werent
		wont wouldnt cant cannot couldnt shouldnt havent hasnt hadnt aint dnt didt nt nope unable impossible`},
	{Refusal | Negation, `no nope nah noo naw nay nothing`},
	{Bad, `bad wrong poor slow worse difficult hard confusing annoying annoyed unhappy upset disappointed disappointing
		frustrated frustrating frustration irritated irritating tired sick fed angry mad dissatisfied unsatisfied unacceptable
		unhelpful incorrect mistake mistakes misunderstood ignore ignored ignoring inconvenient rude unprofessional unfair
		lousy sad unfortunately sadly shame meh bother bothered hassle mess messed trouble struggling complicated stuck
		weird odd strange nonsense random irrelevant unrelated senseless`},
	{Awful, `terrible horrible awful worst useless pathetic ridiculous disgusting garbage trash rubbish crap nightmare
		atrocious appalling unbelievable outrageous incompetent idiotic stupid dumb absurd hopeless worthless dreadful
		furious livid insane laughable moron idiot fool clueless`},
	{Swear, `damn hell shit bullshit fuck fucking fucked fck wtf ass asshole bastard bitch bloody freaking goddamn
		screw screwed omfg ffs stfu piss pissed sucks sucked suck`},
	{Good, `good great perfect excellent awesome nice wonderful fantastic lovely amazing cool brilliant fine super happy glad
		helpful love loved beautiful delightful superb works worked interesting sweet enjoy enjoyed fun best`},
	{Thanks, `thanks thank thx thankyou ty tysm cheers appreciate appreciated grateful thnx thanku tnx`},
	{Please, `please pls plz kindly plse plss`},
	{Greeting, `hi hello hey hiya greetings morning afternoon evening howdy heya namaste helo hii`},
	{Bye, `bye goodbye cya later farewell night goodnight`},
	{Sorry, `sorry apologize apologise apologies apology apologizing regret afraid pardon forgive excuse`},
	{Again, `again already still yet repeatedly repeat repeated repeating keep keeps keeping twice thrice another always
		constantly forever multiple times everytime over`},
	{Leave, `cancel leave leaving quit switch switching unsubscribe terminate close closing competitor elsewhere
		uninstall delete deleting return goodbye forget nevermind stop never enough`},
	{Ask, `what whats when where which who whose whom how hows is are do does did can could would will should may`},
	{Why, `why y whys`},
	{You, `you your yours u ur youre youve yourself yourselves urs`},
	{Me, `i im ive id ill my me mine myself we our us`},
	{Dislike, `hate hated hates dislike disliked boring bored dull lame ugly cheesy overrated tacky gross creepy scary
		predictable uninteresting disappointing awful annoying silly`},
	{Lost, `huh eh pardon confused confusing understand understood mean meaning means unclear sense clue wdym hmm hm umm um
		uh uhh er wait really seriously`},
	{Correct, `meant mean actually instead rather asked ask asking said saying told tell telling specified wanted mentioned
		already just only question answer answered answering read listen listening repeat but however though`},
	{Other, `other others else another different differently alternative alternatives alternate alternatively anything
		something someplace somewhere change changed anywhere later earlier next instead rather new newer more further assistance`},
	{Yes, `yes yeah yep yup ok okay sure alright right correct absolutely definitely exactly fine k kk`},
	{Can, `can could able unable cant couldnt possible impossible cannot`},
	{Unsure, `maybe perhaps guess suppose probably possibly unsure idk dunno seems seem whatever`},
	{Number, `one two three four five six seven eight nine ten dozen hundred first second third`},
	{Known, `understand know sure find catch comprehend follow recognize recognise certain familiar help answer assist`},
	{Seek, `looking look search searching find prefer like want need try recommend suggest suggestion seen watch watched heard`},
	{Filler, `a an the this that these those it its is are was were be been being am do does did have has had will would can
		could shall should may might must to of in on at for from with by about as and or but if so not no yes i im ive id
		you your yours u ur he she they them his her their we our us me my mine there here please what which who whom how
		when where why any some very just also now then than too up out get got go ok okay well oh hi hello hey thanks
		thank dont doesnt didnt cant isnt wont s t m re ve ll d let know need want like tell whats theres thats`},
	{Done, `all everything done set nothing enough finished sorted bas`},
	{Seen, `seen saw heard watched tried read visited been know familiar`},
	{Later, `now yet later moment today tonight time currently soon rush abhi`},
	{Need, `need needs needed necessary require required must important really sure`},
	{Upset, `unhappy upset disappointed frustrated frustrating frustration irritated irritating annoyed angry livid
		dissatisfied unsatisfied displeased displeasure dissatisfaction infuriated infuriating outraged outrageous appalled
		appalling disgusted fuming pissed aggravated aggravating exasperated unacceptable inexcusable disgrace disgraceful
		shameful incompetent incompetence unprofessional mishandled mismanaged mistreated disrespectful deplorable
		disappointment letdown horrendous abysmal shambles farce useless pathetic suck sucks`},
	{Mind, `care mind matter matters bother fussy`},
	{Prefer, `preference preferences prefer particular particularly specific specifically picky fussy certain`},
	{Fail, `unable unavailable unsuccessful unsuccessfully unfortunately cannot couldnt cant failed fails fail full sold booked
		closed outage maintenance wasnt`},
	{More, `more else other others another different additional alternative alternatives option options choice choices
		further`},
	{Amend, `actually meant rather instead wrong incorrect supposed misunderstood misread mistake correction confusion mixed`},
	{Also, `also additionally besides plus`},
	{Task, `find show search try book make change play suggest recommend list check look give`},
	{Trifle, `problem problems worries worry prob probs biggie rush big matter`},
	{Have, `havent hadnt hasnt didnt never`},
}
