import type { DeliveryBody, PassengerBody } from './delivery-body.ts';

/** The sample delivery of the supplier's document, order TESTL20230922153224323. A new copy each time. */
export function sampleDelivery(): DeliveryBody {
  return {
    cid: 'XXXXXXX',
    data: {
      orderNo: 'TESTL20230922153224323',
      orderStatus: 2,
      paxTicketInfos: [
        samplePassenger('zhang/lisi', 1, 'F', '20160202', '123458'),
        samplePassenger('li/si', 0, 'F', '19920202', '123457'),
        samplePassenger('zhang/san', 0, 'M', '19910101', '123456'),
      ],
    },
    status: -1,
    type: 'order.ticketed',
  };
}

function samplePassenger(
  name: string,
  passengerType: number,
  gender: string,
  birthday: string,
  cardNum: string,
): PassengerBody {
  return {
    airlinePNRs: ['S30814'],
    ancillaries: [],
    birthday,
    cardExpired: '20400101',
    cardIssuePlace: 'CN',
    cardNum,
    cardType: 'PP',
    gender,
    name,
    nationality: 'CN',
    passengerType,
    ticketNos: ['S30814'],
  };
}
