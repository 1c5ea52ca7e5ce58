//! Given names from many languages, beside the commonest ones of [`super::lexicon`].
//!
//! Names that are also months, places, titles or plain words are left out: they prove nothing.

/// Them, parted by blanks.
pub(super) const WORDS: &str = "aaron abdel abdul abdelaziz abdelfattah abdulla abdulrahman abel abigail abraham adrian adriana aggie \
    agnes aisha akihiro akinori aksel alastair albert alberto alejandra aleksi alena alessandra \
    alessandro alfonso alfredo alicia alina aline alison allan allison alvaro amelia amina amir \
    amos ana anastasia anatol anatolii andre andré andrei andrej andri andrius Ángel angelika \
    angelo anita anja anke anneli annette annika ansgar antje antonia anton antoine anwar ariel \
    arkady arlene armando armin arne arnold arsen artem artur arturo asif ayesha aylin ayman \
    azar balázs barbara bartosz bashir bastian beata beatrice beatriz belinda benedict benedikt \
    bengt benny bernard bernd bernhard bernardo bert bertrand beth bettina betty beverly bianca \
    birgit björn bjarne bjørn bohdan bojan bonnie borja borys brandon branko brenda brendan \
    britta bryan burak byron camila camille carla carmen carol carole carrie carsten caspar \
    cassandra cathal cathy cecilia cedric celeste celia cesar césar chandra chantal charlie \
    charlotte chelsea cheryl chiara chloe christa christiane christina christof christoph \
    christophe chuck cillian cindy clara clarence claudia claudio claus clemens clement clifford \
    clive clint colin colleen connie connor constantin corinna corinne cornelia cristian \
    cristina curtis cynthia cyril cyrus dagmar dalia damian damien dana danny dante daria darius \
    darko darren dave davide dawid dean debbie deborah declan denis denise derek derrick desmond \
    diane didier dieter dietmar dilip dina dirk dmitri dolores dominic dominique donatella donna \
    dora doris dorothy dragan duncan dusan dušan edgar edith edmund edoardo eduardo edwin eero \
    eileen eirik ekaterina elaine elias elif elina elise eliza ella ellen elliott ellis elmar \
    elmer elsa emanuel emil emilia emilio emine emmett enrico enrique erika erin erkki ernest \
    ernesto erwin esteban esther etienne Étienne eugene eugenia evan evelyn evgeny ezra fabian \
    fabio fabrice fatih fatos federica federico felicity felipe felix ferdinand fergus fernanda \
    filip filippo flavio florin floyd frances francis francisco françois frans fredrik frederic \
    frederick frédéric gabriel gabriele gael gareth garrett gavin gayle geert geir genevieve \
    geoff geoffrey georg georges georgina gerhard gerry gert giacomo gianluca gianni gideon \
    gilbert gilles gina giulia giulio giuseppe gisela gloria godfrey gonzalo grace graeme \
    grażyna greta gretchen grigory grzegorz guadalupe gudrun guillaume guillermo gunnar günter \
    gunther gus gustav gustavo guy gwen haakon haim hamid hana hank hannah hanna hannes hanno \
    harald harriet hartmut hasan heather hector héctor hedwig heidi heinrich heinz helena helga \
    helge helmut hendrik henri henriette herbert herman hermann hila hilary hilda hilde holger \
    horst howard hubert hugh hugo humberto ibrahima ignacio ignatius ilan ilana ilja ilya imran \
    ina ines inés inga ingo ingrid irene irina iris irma irving isaac isabel isabella isabelle \
    ismail ismaël itai itzik ivica ivar iwona izabela jackie jacqueline jacek jaime jakob jamal \
    jamie janet janez janina janine janusz jared jari jarmo jaroslav jasmin jasmine javid jay \
    jayne jeanette jeanne jeanine jelena jen jenna jennie jenny jens jeremiah jeremías jeroen \
    jerome jérôme jerzy jesper jessie jesus jesús jill jimmy joachim joakim joana joanna joanne \
    joaquin joaquín joel joelle jon jonah joni jordi jorg jörg jørgen josef josefina josep josh \
    joshua joyce józef juergen jürgen juha juho julian juliana julien juliet julio julius juraj \
    jussi justina justyna kai kalle kalpana kamal kamil kamila kamran kara karim karin karina \
    karol karolina karsten kasper katalin katarzyna kathleen kathryn kathy katie katja katrin \
    kay kazimierz keir kelly ken kenneth kerry kerstin khaled kieran kimberly kirill kirk \
    kirsten klaas klara konrad konstantinos kristen kristian kristiina kristin kristina kristine \
    kristjan krystyna kurt kyung lana larisa lauren laurent laurie lawrence leanne leena leif \
    leila lena lennart leo leon leonid leonie leopold leroy leslie lester levi lewis lidia lina \
    linda lindsay lindsey linus lise lloyd lois lola loretta lorraine lothar lou louis louise \
    lourdes lucas lucia lucía lucie lucy ludmila ludwig luigi luísa lukas Łukasz lutz lydia lyle \
    lynn lyudmila maarten maciej mads madeleine magda magdalena magne mahmoud maja manfred manon \
    manuel manuela mara marat marc marcel marcela marcelo marcia marcio margaret margarete \
    marguerite mariana marianne marie mariam mariano marija marika marina mario marion maris \
    marisa marit marjorie marko marlene marlon marsha marta martha marten martina martine marvin \
    massimo mateo mateus mathias mathieu mathilde matilda matti mattia maureen maurice mauricio \
    mauro maurizio maxim maxime maximilian maya mckenzie megan mehdi meir melanie melinda \
    melissa melvin mercedes merete merle mia micah michaela michail michel michele michèle \
    michelle mihail mika mikko mikołaj mila milena miles milica miloš milos mina mindaugas \
    miranda mireille miriam miroslav mirko mitchell mohamad mohamed mohammad mohan moira molly \
    mona monica monika monique montserrat moritz morten moses moshe muhammed murat muriel myriam \
    myron nabil nadia nadine nadja naomi narges nasser nataliya natalie natasha nathalie nathan \
    nathaniel neal ned neil nell nelson nenad niall nicola nicolae nicolai nicolas nicole \
    nicoletta niels nigel nikola nikolaj nikolaus nikolay nils nina nino nir noa noam noel \
    noelle nora norbert norman octavio ofer oksana oktay olav oleh oleksandra oleksiy olesya \
    olivia olivier olli omri oriol oscar Óscar oskar osman oswald otto ottó owen paavo pamela \
    pascal pascale patricia patrice patricio patrik patrycja patty paula paulina pauline paulo \
    pavlo peggy penelope penny percy perry petra petri petro phil philipp phoebe phyllis pia \
    pierluigi piroska polina pradeep prakash pranab preben predrag priit przemysław quentin \
    rafał rafaela rahul raimo raimund rainer raisa raj rajiv rakesh ramón ramon randall randy \
    raphael raphaël rasmus raul raúl rauno rebekah regina regine reinhard reinhold renata renate \
    rené rene renato reuben reuven rhys ricarda riccardo rick ricky rihards riikka rita robbie \
    robin rocío rodney rodolfo rodrigo roland rolf romain roman romano ron ronan ronen rosa \
    rosalind rosemary ross rossella roswitha roxana rowan ruben rubén rudolf rudolph rufus \
    ruslan russ rustam sabina sabine sabrina saeed sakari sally salma salvatore salwa samantha \
    samir samira sami sanna santeri sascha saša saskia saul sean sebastián serge sergej sergii \
    sergio seth shane shannon sharon shaun shawn sheila shelley sherry shirley sibylle siegfried \
    sigmar sigrid silke silvana silvia silvio simone simona siri slawomir sławomir slobodan \
    snežana solomon sonia sonja soren søren spencer srdjan stacey stacy stanislav stanisław \
    stanley stefania stefanie stefano steffen stella stelios stephan stephane stéphane stephanie \
    stéphanie stewart stig stine sujit sumit sunil sunita susanna susanne suzanne svante sven \
    svenja svetlana svitlana sylvain sylvia sylvie szymon tadeusz taina tamara tania tanja tanya \
    tara taras tariq tatiana tatyana teemu temur terence teresa terje terry tessa thea theo \
    theodor theodore theresa thérèse theresia thibault thierry thilo thor thorsten tibor tiffany \
    tiina tilman timo timur tina tiziana todor tomás tomáš tommy toni torsten tracy travis \
    trevor tristan troels trond tuomo tuula udo ugo ukko ulf ulla ulrich ulrike umberto umar \
    unai uwe vadim vadym valdis valentin valentina valentyn valeria valerie valéria vanessa \
    vasco vasil vasile vasily vasyl vedran veera veli vera verena veronica veronika veronique \
    véronique vesa vesna vicente vicky victoria vidar vido vincent vincenzo violeta virginie \
    vitali vitalii vitaly vito vittorio vivian vivien viviane vladislav vlatko vojtěch volker \
    waldemar walid wanda warren wendell wenche wenke werner wesley wiebke wibke wilfried wilhelm \
    wilma winfried wojciech wolfram xenia yael yair yannick yannis yaroslav yasmin yehuda \
    yiannis yigal yoav yohann yolanda yonatan yossi yousef youssef yuriy yusef yves yvette \
    yvonne zachary zahra zbigniew zdeněk zeljko Željko zhanna zinaida zoe zofia zoltan zoltán \
    zsolt zsuzsanna zuzanna zvonimir zygmunt gilberto rigoberto sanjeev manoj rajendra mahendra \
    surya shashi nirupama arvind ajay ashwin vinod naveen dinesh mukesh pravin sandeep kiran \
    lakshmi meera anjali ananya deepa kavita nandini rekha seema shalini smita usha vidya bilal \
    faisal farhan hamza haroon junaid kashif nadeem naveed rashid saad salman shahid shahzad \
    sohail tahir umer usman waqar yasir zafar zahid zulfiqar khadija maryam noura rania reem \
    yasmine hiroki daisuke kazuki naoki ryota satoru shinji shunsuke tatsuya yusuke yuta ayumi \
    emiko haruka hitomi junko kaori kumiko mariko megumi michiko miho misako noriko reiko \
    sachiko sakura tomoko yumi yukari yukiko duc quang tuan budi agus bambang joko wahyu siti \
    dewi putri slamet rizal carlo rommel arsenio leody somchai prayut srettha thaksin kwame kofi \
    kojo yaw akosua chinua chidi emeka ngozi olusegun babatunde tunde ifeanyi femi sipho thabo \
    themba nomvula jabu mamadou moussa amadou ousmane abdoulaye cheikh fatou aminata mariama \
    boubacar salif seydou issa idrissa tesfaye haile getachew abebe mulugeta wanjiru mwangi \
    kamau otieno achieng odhiambo juma hamisi rehema \
    audrey becca adele agatha alexa alfie alana alma angus annabel archie arlo aubrey bella \
    beryl betsy blake bobby bradley brianna bridget bronwyn brooke caleb callum calvin cameron \
    candace carly cecil chloé christy cody colette cora corey courtney daisy daphne darcy \
    darlene daryl dennis desiree dominik dougal dwayne dwight edna effie elijah elinor ellie \
    elsie emmanuelle ernie esmé ethel eunice ewan faye fletcher flora freya gabby gemma georgie \
    gilda gladys greer gwyneth hayley hazel henrietta hetty jemima jocelyn jodie josie jude \
    kendall kendra kirsty krista kristy kyla lachlan lara latoya leanna leonora lexi lila lilian \
    liza lori lorna lottie lucille luke mabel mackenzie maggie maeve maisie marcella marcy \
    margot marilyn mavis maxine meredith merrick mollie myra nigella nikki nola norah odette \
    orla owain patsy petunia pippa portia priscilla quincy reggie rhoda rhona rhonda ricki robyn \
    roderick ronnie rory rosalie rosie roxanne rowena rupert sadie sasha selena selina shelby \
    sienna sinéad siobhan stacie sybil tabitha tamsin tess tilda tobias tricia trudy tyra \
    ulysses velma verity vince vivienne wilbur winifred yasmina yolande zara zelda mazie deb \
    debra jody jolene";
